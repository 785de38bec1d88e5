package network.akashi.zkvm.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class ModularMultiplierTest {
  private static final BigInteger ONE = BigInteger.ONE;

  @Test
  void agreesWithIntegersAtTheEdges() {
    List<BigInteger> edges = new ArrayList<>(List.of(BigInteger.ZERO, ONE));
    for (int bits : new int[] {32, 64, 128, 191, 192, 193, 255, 256}) {
      BigInteger power = ONE.shiftLeft(bits);
      edges.addAll(List.of(power.subtract(ONE), power, power.add(ONE)));
    }
    edges.removeIf(edge -> edge.bitLength() > 256);
    ModularMultiplier multiplier = new ModularMultiplier();
    for (BigInteger m : edges) {
      for (BigInteger a : edges) {
        for (BigInteger b : edges) {
          if (m.signum() != 0) {
            check(multiplier, a, b, edges.getLast(), m);
            check(multiplier, a, b, BigInteger.ZERO, m);
          }
        }
      }
    }
  }

  @Test
  void agreesWithIntegersAnywhere() {
    ModularMultiplier multiplier = new ModularMultiplier();
    ForAll.cases(
        2000,
        random -> {
          BigInteger m = integer(random).shiftRight(random.nextInt(80)).max(ONE);
          for (int i = 0; i < 5; i++) {
            check(multiplier, integer(random), integer(random), integer(random), m);
          }
        });
  }

  private static BigInteger integer(RandomGenerator random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return new BigInteger(1, bytes);
  }

  private static void check(
      ModularMultiplier multiplier, BigInteger a, BigInteger b, BigInteger c, BigInteger m) {
    long[] result = multiplier.multiplyAdd(words(a), words(b), words(c), words(m));
    assertThat(result)
        .as("%x·%x + %x mod %x", a, b, c, m)
        .isEqualTo(words(a.multiply(b).add(c).mod(m)));
  }

  private static long[] words(BigInteger integer) {
    long[] words = new long[ModularMultiplier.WORDS];
    for (int i = 0; i < words.length; i++) {
      words[i] = integer.shiftRight(64 * i).longValue();
    }
    return words;
  }
}
