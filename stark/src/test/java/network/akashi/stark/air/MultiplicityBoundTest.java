package network.akashi.stark.air;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.akashi.math.KoalaBear;
import org.junit.jupiter.api.Test;

/** Bug zoo 21: multiplicities that overflow modulo p. */
class MultiplicityBoundTest {
  private static final AirProgram TWO_INTERACTIONS =
      SymbolicAir.interpret(
          TestAir.of(b -> {
            b.send(new Bus("x", 1, 1), b.main(0), List.of(b.main(1)));
            b.receive(new Bus("y", 2, 1), b.main(0), List.of(b.main(1)));
          }),
          0);

  @Test
  void countsInteractionsOfPaddedRowsOfAllTables() {
    assertThat(MultiplicityBound.terms(List.of(), List.of())).isZero();
    assertThat(MultiplicityBound.terms(List.of(TWO_INTERACTIONS, TWO_INTERACTIONS), List.of(3, 5)))
        .isEqualTo(2 * 8 + 2 * 32);
  }

  @Test
  void pTermsAreTooMany() {
    assertThat(MultiplicityBound.isSafe(KoalaBear.P - 1L)).isTrue();
    assertThat(MultiplicityBound.isSafe(KoalaBear.P)).isFalse();
    long terms = MultiplicityBound.terms(List.of(TWO_INTERACTIONS), List.of(30));
    assertThat(terms).isEqualTo(1L << 31);
    assertThat(MultiplicityBound.isSafe(terms)).isFalse();
  }

  /**
   * Why: over a field of 97 elements, a tuple nobody provides, asked for 97 times, balances the
   * books of LogUp; 96 times does not.
   */
  @Test
  void inAToyFieldAForgedLookupBalancesOnceItIsAskedForOftenEnough() {
    assertThat(toySum(97, 42)).isZero();
    assertThat(toySum(96, 42)).isNotZero();
  }

  /** {@code Σ 1/(x − 42)} over {@code times} lookups of 42, which no table answers. */
  private static int toySum(int times, int forged) {
    int p = 97;
    int x = 71;
    long sum = 0;
    for (int i = 0; i < times; i++) {
      sum += inverse(x - forged, p);
    }
    return Math.floorMod(sum, p);
  }

  private static int inverse(int value, int p) {
    for (int i = 1; i < p; i++) {
      if (Math.floorMod(value * i, p) == 1) {
        return i;
      }
    }
    throw new ArithmeticException("no inverse");
  }
}
