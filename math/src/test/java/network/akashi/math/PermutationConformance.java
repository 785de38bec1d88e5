package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every implementation of the permutations must do, whatever its number of lanes. */
@Tag("conformance")
abstract class PermutationConformance {
  private static final int MARGIN = 7;
  private static final int GUARD = 0x5eed;

  abstract MathProvider provider();

  /** Skips here where there is no such provider, not inside a property, which would fail. */
  @BeforeEach
  void providerOrSkip() {
    provider();
  }

  private Permutation permutation(int width) {
    return width == 16 ? provider().poseidon2Width16() : provider().poseidon2Width24();
  }

  private static Poseidon2 reference(int width) {
    return width == 16 ? Poseidon2.WIDTH_16 : Poseidon2.WIDTH_24;
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 24})
  void everyLaneAgreesWithTheReference(int width) {
    ForAll.cases(
        60,
        random -> {
          check(width, Elements.random(random, width * permutation(width).lanes()));
          check(width, Elements.withEdges(random, width * permutation(width).lanes()));
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 24})
  void extremeStatesAgreeWithTheReference(int width) {
    int words = width * permutation(width).lanes();
    for (int element : new int[] {0, 1, KoalaBear.ONE, KoalaBear.P - 1, KoalaBear.P - 2}) {
      check(width, Elements.all(element, words));
    }
  }

  /** A chain meets far more values inside the rounds than single permutations do. */
  @ParameterizedTest
  @ValueSource(ints = {16, 24})
  void longChainsAgreeWithTheReference(int width) {
    ForAll.cases(
        4,
        random -> {
          Permutation permutation = permutation(width);
          int[] states = Elements.random(random, width * permutation.lanes());
          int[] expected = separate(permutation, states);
          for (int i = 0; i < 300; i++) {
            permutation.permute(states, 0);
            for (int lane = 0; lane < permutation.lanes(); lane++) {
              reference(width).permute(expected, lane * width);
            }
          }
          assertThat(separate(permutation, states)).isEqualTo(expected);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 24})
  void everyWordMayBeExtremeAlone(int width) {
    for (int word = 0; word < width; word++) {
      for (int element : new int[] {1, KoalaBear.P - 1, KoalaBear.P / 2, KoalaBear.P / 2 + 1}) {
        int[] states = new int[width * permutation(width).lanes()];
        Arrays.fill(
            states,
            word * permutation(width).lanes(),
            (word + 1) * permutation(width).lanes(),
            element);
        check(width, states);
      }
    }
  }

  private void check(int width, int[] states) {
    Permutation permutation = permutation(width);
    assertThat(permutation.width()).isEqualTo(width);
    int[] expected = separate(permutation, states);
    for (int lane = 0; lane < permutation.lanes(); lane++) {
      reference(width).permute(expected, lane * width);
    }
    int[] guarded = new int[states.length + 2 * MARGIN];
    Arrays.fill(guarded, GUARD);
    System.arraycopy(states, 0, guarded, MARGIN, states.length);
    permutation.permute(guarded, MARGIN);
    int[] inside = Arrays.copyOfRange(guarded, MARGIN, MARGIN + states.length);
    assertThat(separate(permutation, inside)).isEqualTo(expected);
    assertThat(Arrays.copyOf(guarded, MARGIN)).containsOnly(GUARD);
    assertThat(Arrays.copyOfRange(guarded, MARGIN + states.length, guarded.length))
        .containsOnly(GUARD);
  }

  /** From interleaved states to one after the other. */
  private static int[] separate(Permutation permutation, int[] states) {
    int[] separate = new int[states.length];
    for (int lane = 0; lane < permutation.lanes(); lane++) {
      for (int i = 0; i < permutation.width(); i++) {
        separate[lane * permutation.width() + i] = states[i * permutation.lanes() + lane];
      }
    }
    return separate;
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 24})
  void statesThatDoNotFitAreRefusedUntouched(int width) {
    Permutation permutation = permutation(width);
    RandomGenerator random = RandomGenerator.getDefault();
    int[] states = Elements.random(random, width * permutation.lanes());
    int[] before = states.clone();
    Stream.of(-1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE)
        .forEach(offset ->
            assertThatThrownBy(() -> permutation.permute(states, offset))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("states")
                .hasMessageContaining(String.valueOf(offset)));
    assertThat(states).isEqualTo(before);
  }
}
