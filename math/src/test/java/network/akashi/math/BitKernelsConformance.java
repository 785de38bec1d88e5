package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every set of kernels on packed bits must do. */
@Tag("conformance")
abstract class BitKernelsConformance {
  abstract MathProvider provider();

  @BeforeEach
  void providerOrSkip() {
    provider();
  }

  @Test
  void patternsAreBitsOfTheSamePlace() {
    ForAll.cases(
        20,
        random -> {
          long[] words = random.longs(BitKernels.WORDS + 2).toArray();
          int[] out = new int[Long.SIZE + 2];
          provider().bits().patterns(words, 1, out, 1);
          for (int z = 0; z < Long.SIZE; z++) {
            for (int d = 0; d < BitKernels.WORDS; d++) {
              assertThat(out[1 + z] >>> d & 1).isEqualTo((int) (words[1 + d] >>> z & 1));
            }
            assertThat(out[1 + z] >>> BitKernels.WORDS).isZero();
          }
          assertThat(out[0]).isZero();
          assertThat(out[Long.SIZE + 1]).isZero();
        });
  }

  @Test
  void combinationsAreSumsOfTheStepsChosen() {
    ForAll.cases(
        40,
        random -> {
          int count = random.nextInt(100);
          int[] patterns = random.ints(count + 1, 0, 1 << BitKernels.WORDS).toArray();
          int[] steps = elements(random, BitKernels.WORDS);
          int base = elements(random, 1)[0];
          int[] out = new int[count + 2];
          provider().bits().combine(patterns, 1, base, steps, out, 1, count);
          for (int i = 0; i < count; i++) {
            int sum = base;
            for (int d = 0; d < BitKernels.WORDS; d++) {
              sum = (patterns[1 + i] >>> d & 1) == 1 ? KoalaBear.add(sum, steps[d]) : sum;
            }
            assertThat(out[1 + i]).isEqualTo(sum);
          }
          assertThat(out[0]).isZero();
          assertThat(out[count + 1]).isZero();
        });
  }

  @Test
  void selectionsAreSumsOverSetBits() {
    ForAll.cases(
        40,
        random -> {
          int count = 1 + random.nextInt(6);
          int stride = 1 + random.nextInt(3);
          long[] words = random.longs(2 + stride * count).toArray();
          Ext5Array values = Ext5Array.allocate(Long.SIZE * count);
          for (int i = 0; i < values.length(); i++) {
            int[] e = elements(random, Ext5.DEGREE);
            values.set(i, new Ext5(e[0], e[1], e[2], e[3], e[4]));
          }
          Ext5 sum = Ext5.ZERO;
          for (int i = 0; i < values.length(); i++) {
            boolean set = (words[2 + stride * (i / Long.SIZE)] >>> i & 1) == 1;
            sum = set ? sum.add(values.get(i)) : sum;
          }
          assertThat(provider().bits().select(words, 2, stride, values)).isEqualTo(sum);
        });
  }

  /** The largest elements, all at once: lazy sums must not overflow. */
  @Test
  void largestElements() {
    int[] steps = new int[BitKernels.WORDS];
    Arrays.fill(steps, KoalaBear.P - 1);
    int[] patterns = new int[64];
    Arrays.fill(patterns, (1 << BitKernels.WORDS) - 1);
    int[] out = new int[64];
    provider().bits().combine(patterns, 0, KoalaBear.P - 1, steps, out, 0, 64);
    assertThat(out).containsOnly(KoalaBear.P - 1 - BitKernels.WORDS);

    Ext5Array values = Ext5Array.allocate(25 * Long.SIZE);
    int most = KoalaBear.P - 1;
    for (int i = 0; i < values.length(); i++) {
      values.set(i, new Ext5(most, most, most, most, most));
    }
    long[] words = new long[25];
    Arrays.fill(words, -1L);
    int expected = KoalaBear.P - values.length();
    assertThat(provider().bits().select(words, 0, 1, values))
        .isEqualTo(new Ext5(expected, expected, expected, expected, expected));
  }

  @Test
  void whatDoesNotFitIsRefused() {
    BitKernels bits = provider().bits();
    long[] words = new long[BitKernels.WORDS];
    int[] out = new int[Long.SIZE];
    int[] steps = new int[BitKernels.WORDS];
    assertThatThrownBy(() -> bits.patterns(words, 1, out, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bits.patterns(words, 0, out, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bits.combine(out, 0, KoalaBear.P, steps, new int[64], 0, 64))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bits.combine(out, 0, 0, new int[3], new int[64], 0, 64))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bits.select(words, 0, 1, Ext5Array.allocate(17 * Long.SIZE)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static int[] elements(RandomGenerator random, int count) {
    return random.ints(count, 0, KoalaBear.P).toArray();
  }
}
