package network.akashi.stark.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StructuredColumnsTest {
  static List<StructuredColumn> columns() {
    return List.of(
        StructuredColumns.range("range", 5),
        StructuredColumns.rowBits("high", 3, 4),
        StructuredColumns.bit("bit", 0),
        StructuredColumns.bit("bit", 4),
        StructuredColumns.and("and", 3),
        StructuredColumns.or("or", 3),
        StructuredColumns.xor("xor", 3),
        StructuredColumns.lessThan("less", 3),
        StructuredColumns.table("one", List.of(7)),
        StructuredColumns.table("table", List.of(3, 1, 4, 1, 5, 9, 2, 6)),
        StructuredColumns.tables(
            "sum", List.of(2, 7, 1, 8), List.of(KoalaBear.P - 1, 0, KoalaBear.P - 2, 5)),
        StructuredColumns.powers("powers of two", 2, 0, 5),
        StructuredColumns.powers("powers of minus five", -5, 2, 4),
        StructuredColumns.table("constant", List.of(7)),
        StructuredColumns.table("values", List.of(3, 1, 4, 1, 5, 9, 2, KoalaBear.P - 1)));
  }

  /** Two multilinear polynomials that agree on the cube agree everywhere; tested at one point. */
  @ParameterizedTest
  @MethodSource("columns")
  void extensionIsThatOfTheValues(StructuredColumn column) {
    ForAll.cases(
        5,
        random -> {
          for (int logHeight = 0; logHeight <= 9; logHeight++) {
            List<Ext5> point = new ArrayList<>();
            for (int i = 0; i < logHeight; i++) {
              point.add(element(random));
            }
            assertThat(column.evaluate(Ext5Ops.INSTANCE, point))
                .as("%s of 2^%d rows", column, logHeight)
                .isEqualTo(extension(column, logHeight, point));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("columns")
  void extensionGivesTheValuesOnTheCube(StructuredColumn column) {
    for (int logHeight = 0; logHeight <= 9; logHeight++) {
      for (int row = 0; row < 1 << logHeight; row++) {
        List<Integer> point = new ArrayList<>();
        for (int i = 0; i < logHeight; i++) {
          point.add(KoalaBear.fromInt((row >> i) & 1));
        }
        int value = column.valueAt(row, logHeight);
        assertThat(value).isBetween(0, column.maximum());
        assertThat(KoalaBear.toInt(column.evaluate(BaseOps.INSTANCE, point))).isEqualTo(value);
      }
    }
  }

  @Test
  void aTallerTableOffersNoOtherValues() {
    for (StructuredColumn column : columns()) {
      for (int row = 0; row < 1 << 12; row++) {
        assertThat(column.valueAt(row, 12)).isEqualTo(column.valueAt(row & 0xff, 8));
      }
    }
  }

  @Test
  void valuesAreWhatTheirNamesSay() {
    check(StructuredColumns.range("r", 16), row -> row);
    check(StructuredColumns.rowBits("a", 8, 8), row -> row >> 8);
    check(StructuredColumns.rowBits("b", 0, 8), row -> row & 0xff);
    check(StructuredColumns.bit("bit", 9), row -> (row >> 9) & 1);
    check(StructuredColumns.and("and", 8), row -> (row >> 8) & (row & 0xff));
    check(StructuredColumns.or("or", 8), row -> (row >> 8) | (row & 0xff));
    check(StructuredColumns.xor("xor", 8), row -> (row >> 8) ^ (row & 0xff));
    check(StructuredColumns.lessThan("less", 8), row -> (row >> 8) < (row & 0xff) ? 1 : 0);
    check(StructuredColumns.powers("2^e", 2, 0, 4), row -> 1 << (row & 15));
  }

  @Test
  void bitsBeyondTheTallestTableAreRefused() {
    assertThatThrownBy(() -> StructuredColumns.range("r", 25)).hasMessageContaining("2^24");
    assertThatThrownBy(() -> StructuredColumns.rowBits("r", 20, 5)).hasMessageContaining("2^24");
    assertThatThrownBy(() -> StructuredColumns.and("r", 13)).hasMessageContaining("2^24");
    assertThatThrownBy(() -> StructuredColumns.range("r", 0)).hasMessageContaining("bits");
  }

  private static void check(StructuredColumn column, IntUnaryOperator expected) {
    for (int row = 0; row < 1 << 16; row++) {
      if (column.valueAt(row, 16) != expected.applyAsInt(row)) {
        assertThat(column.valueAt(row, 16))
            .as("%s in row %d", column, row)
            .isEqualTo(expected.applyAsInt(row));
      }
    }
  }

  private static Ext5 extension(StructuredColumn column, int logHeight, List<Ext5> point) {
    Ext5 sum = Ext5.ZERO;
    for (int row = 0; row < 1 << logHeight; row++) {
      Ext5 weight = Ext5.ONE;
      for (int i = 0; i < logHeight; i++) {
        Ext5 x = point.get(i);
        weight = weight.mul(((row >> i) & 1) == 1 ? x : Ext5.ONE.sub(x));
      }
      sum = sum.add(weight.scale(KoalaBear.fromInt(column.valueAt(row, logHeight))));
    }
    return sum;
  }

  private static Ext5 element(RandomGenerator random) {
    return new Ext5(
        random.nextInt(KoalaBear.P),
        random.nextInt(KoalaBear.P),
        random.nextInt(KoalaBear.P),
        random.nextInt(KoalaBear.P),
        random.nextInt(KoalaBear.P));
  }
}
