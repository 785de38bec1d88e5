package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.testkit.ForAll;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;

class ModularMultiplicationChipTest {
  private static final int WORDS = 4;
  private static final BigInteger TOP = BigInteger.ONE.shiftLeft(256);
  private static final List<BigInteger> EDGES =
      List.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          BigInteger.TWO,
          BigInteger.valueOf(0xffff),
          BigInteger.ONE.shiftLeft(32).subtract(BigInteger.ONE),
          BigInteger.ONE.shiftLeft(64),
          BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE),
          BigInteger.ONE.shiftLeft(255),
          TOP.subtract(BigInteger.valueOf(0x1_0000_03d1L)),
          TOP.subtract(BigInteger.ONE));

  /** A program that multiplies each of {@code operands} = (a, b, c, m). */
  private static Program program(List<BigInteger[]> operands) {
    long[] data = new long[5 * WORDS * operands.size()];
    for (int i = 0; i < operands.size(); i++) {
      for (int j = 0; j < 4; j++) {
        long[] words = Words.words(operands.get(i)[j], WORDS);
        System.arraycopy(words, 0, data, WORDS * (5 * i + j), WORDS);
      }
    }
    return AcceleratorRuns.program(
        data,
        a -> {
          for (int i = 0; i < operands.size(); i++) {
            int at = 5 * WORDS * i;
            AcceleratorRuns.call(
                a, EnvironmentCall.MULMOD256, at + 16, at, at + 4, at + 8, at + 12);
          }
        });
  }

  private static BigInteger random(RandomGenerator random) {
    if (random.nextInt(4) == 0) {
      return EDGES.get(random.nextInt(EDGES.size()));
    }
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return new BigInteger(1, bytes).shiftRight(random.nextInt(4) == 0 ? random.nextInt(256) : 0);
  }

  @Test
  void edges() {
    List<BigInteger[]> operands = new ArrayList<>();
    for (BigInteger m : EDGES.subList(1, EDGES.size())) {
      for (BigInteger a : EDGES) {
        for (BigInteger b : List.of(EDGES.get(1), EDGES.get(5), EDGES.getLast())) {
          operands.add(new BigInteger[] {a, b, EDGES.get(operands.size() % EDGES.size()), m});
        }
      }
    }
    BigInteger largest = EDGES.getLast();
    operands.add(new BigInteger[] {largest, largest, largest, BigInteger.ONE});
    assertThat(AcceleratorRuns.check(program(operands))).isEqualTo("no findings");
  }

  @Test
  void multipliesAsTheMachineDoes() {
    ForAll.cases(
        3,
        random -> {
          List<BigInteger[]> operands = new ArrayList<>();
          for (int i = 0; i < 20; i++) {
            BigInteger m = random(random).max(BigInteger.ONE);
            operands.add(new BigInteger[] {random(random), random(random), random(random), m});
          }
          assertThat(AcceleratorRuns.check(program(operands))).isEqualTo("no findings");
        });
  }

  @Test
  void operandsMayOverlap() {
    long[] data = {3, 5, 7, 11, 13, 17, 19, 23, 29};
    Program program =
        AcceleratorRuns.program(
            data,
            a -> {
              AcceleratorRuns.call(a, EnvironmentCall.MULMOD256, 0, 0, 0, 0, 4);
              AcceleratorRuns.call(a, EnvironmentCall.MULMOD256, 2, 0, 1, 2, 3);
              AcceleratorRuns.call(a, EnvironmentCall.MULMOD256, 4, 4, 4, 4, 4);
            });
    assertThat(AcceleratorRuns.check(program)).isEqualTo("no findings");
  }
}
