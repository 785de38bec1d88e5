package network.akashi.zkvm.exec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static network.akashi.zkvm.exec.GuestFiles.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GuestProgramsTest {
  @Test
  void fibonacci() {
    long a = 0;
    long b = 1;
    for (int i = 0; i < 1000; i++) {
      long next = a + b;
      a = b;
      b = next;
    }
    assertThat(GuestFiles.run("fibonacci", words(1000)).output()).isEqualTo(words(a));
  }

  @Test
  void keccakChain() {
    // the hash of nothing, and of that, by every Ethereum client
    assertThat(hex(GuestFiles.run("keccak-chain", words(1)).output()))
        .isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    Execution run = GuestFiles.run("keccak-chain", words(100));
    assertThat(run.counts().of(EnvironmentCall.KECCAK_F)).isEqualTo(100);
  }

  @Test
  void sha256Chain() {
    byte[] expected = "message".getBytes(US_ASCII);
    byte[] input = ByteBuffer.allocate(8 + expected.length).put(words(10)).put(expected).array();
    for (int i = 0; i < 10; i++) {
      expected = Sha256.digest(expected);
    }
    assertThat(GuestFiles.run("sha256-chain", input).output()).isEqualTo(expected);
  }

  @Test
  void sort() {
    // SplittableRandom with a golden gamma is SplitMix64
    SplittableRandom random = new SplittableRandom(42);
    long[] values = new long[5000];
    Arrays.setAll(values, i -> random.nextLong() ^ Long.MIN_VALUE);
    Arrays.sort(values);
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      bytes.putLong(value ^ Long.MIN_VALUE);
    }
    assertThat(GuestFiles.run("sort", words(5000, 42)).output())
        .isEqualTo(Sha256.digest(bytes.array()));
  }

  @Test
  void bigint() {
    BigInteger factorial = BigInteger.ONE;
    for (int i = 1; i <= 500; i++) {
      factorial = factorial.multiply(BigInteger.valueOf(i));
    }
    byte[] reversed = GuestFiles.run("bigint", words(500)).output();
    byte[] output = new byte[reversed.length];
    for (int i = 0; i < output.length; i++) {
      output[i] = reversed[output.length - 1 - i];
    }
    assertThat(new BigInteger(1, output)).isEqualTo(factorial);
  }

  @Test
  void c() {
    byte[] input = {'a', 'b', 'c'};
    assertThat(hex(GuestFiles.run("hash-input", input).output()))
        .isEqualTo(
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
                + "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
  }

  @Test
  void panicsHaltWithTheirCodeAndSayWhy() {
    Execution run =
        Engines.execute(GuestFiles.program("fibonacci"), new byte[] {1, 2, 3}, 1_000_000);
    assertThat(run.outcome()).isEqualTo(new Outcome.Halted(101));
    assertThat(new String(run.log(), UTF_8)).contains("input: must be 8 bytes");
    assertThat(run.isOutputCommitted()).isTrue();
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
