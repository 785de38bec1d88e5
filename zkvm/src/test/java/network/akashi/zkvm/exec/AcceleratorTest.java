package network.akashi.zkvm.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.math.KoalaBear;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

/** Each accelerator against its software path, which a guest runs on the same operands. */
class AcceleratorTest {
  private static final int[] RESULT_BYTES = {200, 32, 32, 64};
  private static final BigInteger TOP = BigInteger.ONE.shiftLeft(256);

  @Test
  void acceleratorsAgreeWithTheirSoftwarePaths() {
    ForAll.cases(
        20,
        random -> {
          ByteBuffer input = ByteBuffer.allocate(1 << 14).order(ByteOrder.LITTLE_ENDIAN);
          int[] tags = new int[40];
          for (int i = 0; i < tags.length; i++) {
            tags[i] = random.nextInt(RESULT_BYTES.length);
            input.putLong(tags[i]);
            putOperands(input, tags[i], random);
          }
          byte[] used = new byte[input.position()];
          input.flip().get(used);
          ByteBuffer output = ByteBuffer.wrap(GuestFiles.run("accelerators", used).output());
          for (int tag : tags) {
            byte[] accelerated = new byte[RESULT_BYTES[tag]];
            byte[] software = new byte[RESULT_BYTES[tag]];
            output.get(accelerated).get(software);
            assertThat(accelerated).as("accelerator %d", tag).isEqualTo(software);
          }
          assertThat(output.hasRemaining()).isFalse();
        });
  }

  @Test
  void modularMultiplicationAtTheEdges() {
    BigInteger one = BigInteger.ONE;
    List<BigInteger> edges =
        List.of(
            BigInteger.ZERO,
            one,
            BigInteger.TWO,
            one.shiftLeft(32).subtract(one),
            one.shiftLeft(64),
            one.shiftLeft(128).subtract(one),
            one.shiftLeft(255),
            TOP.subtract(one),
            TOP.subtract(BigInteger.valueOf(0x1_0000_03d1L)));
    ByteBuffer input = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer expected = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    for (BigInteger m : edges.subList(1, edges.size())) {
      for (BigInteger a : edges) {
        for (BigInteger b : edges) {
          for (BigInteger c : List.of(BigInteger.ZERO, one, TOP.subtract(one))) {
            input.putLong(1);
            List.of(a, b, c, m).forEach(operand -> put(input, operand));
            put(expected, a.multiply(b).add(c).mod(m));
            put(expected, a.multiply(b).add(c).mod(m));
          }
        }
      }
    }
    byte[] used = new byte[input.position()];
    input.flip().get(used);
    byte[] results = new byte[expected.position()];
    expected.flip().get(results);
    assertThat(GuestFiles.run("accelerators", used).output()).isEqualTo(results);
  }

  private static void putOperands(ByteBuffer input, int tag, RandomGenerator random) {
    switch (tag) {
      case 0 -> putNoise(input, 25, random);
      case 1 -> {
        putNoise(input, 12, random);
        put(input, randomModulus(random));
      }
      case 2 -> putNoise(input, 12, random);
      default -> {
        for (int i = 0; i < 16; i++) {
          input.putInt(random.nextInt(KoalaBear.P));
        }
      }
    }
  }

  private static BigInteger randomModulus(RandomGenerator random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return new BigInteger(1, bytes).shiftRight(random.nextInt(256)).setBit(0);
  }

  private static void putNoise(ByteBuffer input, int words, RandomGenerator random) {
    for (int i = 0; i < words; i++) {
      input.putLong(random.nextLong());
    }
  }

  private static void put(ByteBuffer buffer, BigInteger value) {
    for (int i = 0; i < 4; i++) {
      buffer.putLong(value.shiftRight(64 * i).longValue());
    }
  }
}
