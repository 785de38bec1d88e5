package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import network.akashi.testkit.ForAll;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@link Ntt} must do with either set of kernels. */
abstract class NttConformance {
  private static final int[] WIDTHS =
      IntStream.concat(IntStream.rangeClosed(1, 40), IntStream.of(64, 80, 128)).toArray();

  private final Parallel parallel = Parallel.ofThreads(2);

  abstract MathProvider provider();

  @AfterEach
  void endThreads() {
    parallel.close();
  }

  @Test
  void smallTransformsAgreeWithEvaluationPointByPoint() {
    Ntt ntt = new Ntt(provider());
    ForAll.cases(
        1,
        random -> {
          for (int logRows = 0; logRows <= 5; logRows++) {
            for (int width : WIDTHS) {
              EvaluationDomain domain = domain(random, logRows);
              RowMatrix coefficients = matrix(random, logRows, width);
              RowMatrix values = copy(coefficients);
              ntt.forward(values, domain, parallel);
              for (int row = 0; row < values.rows(); row++) {
                for (int column = 0; column < width; column++) {
                  assertThat(values.values()[values.at(row) + column])
                      .as("2^%d × %d, row %d, column %d", logRows, width, row, column)
                      .isEqualTo(
                          ReferenceTransform.evaluate(coefficients, column, domain.point(row)));
                }
              }
            }
          }
        });
  }

  @Test
  void allOperationsAgreeWithTheTextbookAtEverySizeAndWidth() {
    Ntt ntt = new Ntt(provider());
    ForAll.cases(
        1,
        random -> {
          for (int logRows = 0; logRows <= 14; logRows++) {
            for (int width : WIDTHS) {
              if (width << logRows <= 1 << 16) {
                checkAll(ntt, random, logRows, width, random.nextInt(3));
              }
            }
          }
        });
  }

  @Test
  void everyBlowupIsAZeroPaddedTransform() {
    Ntt ntt = new Ntt(provider());
    ForAll.cases(
        3,
        random -> {
          for (int logBlowup = 0; logBlowup <= 6; logBlowup++) {
            checkAll(ntt, random, random.nextInt(9), 1 + random.nextInt(40), logBlowup);
          }
        });
  }

  @Test
  void transformsOfSeveralPassesAgreeWithTheTextbook() {
    Ntt ntt = new Ntt(provider());
    ForAll.cases(
        1,
        random -> {
          checkAll(ntt, random, 17, 3, 1);
          checkAll(ntt, random, 15, 16, 1);
          checkAll(ntt, random, 13, 64, 2);
          checkAll(ntt, random, 12, 80, 1);
          checkAll(ntt, random, 11, 128, 1);
          checkAll(ntt, random, 4, 1 << 14, 1);
          checkAll(ntt, random, 2, (1 << 16) + 5, 1);
          checkAll(ntt, random, 0, (1 << 17) + 1, 1);
        });
  }

  @Test
  void threePassesAgreeWithEvaluationAtRandomPoints() {
    Ntt ntt = new Ntt(provider());
    ForAll.cases(1, random -> checkSpots(ntt, random, 23, 1, 0));
  }

  @Test
  @Tag("slow")
  void theLargestTransformAgreesWithEvaluationAtRandomPoints() {
    Ntt ntt = new Ntt(provider());
    ForAll.cases(1, random -> checkSpots(ntt, random, 23, 2, 1));
  }

  @Test
  void extensionsAgreeWithInterpolationAtRandomPoints() {
    Ntt ntt = new Ntt(provider());
    ForAll.cases(
        20,
        random -> {
          int logRows = random.nextInt(9);
          int width = 1 + random.nextInt(40);
          EvaluationDomain from = domain(random, logRows);
          EvaluationDomain to = domain(random, logRows + 1 + random.nextInt(3));
          RowMatrix evaluations = matrix(random, logRows, width);
          RowMatrix extended = matrix(random, to.logSize(), width);
          ntt.lowDegreeExtend(evaluations, from, extended, to, parallel);
          for (int i = 0; i < 10; i++) {
            int row = random.nextInt(extended.rows());
            int column = random.nextInt(width);
            assertThat(extended.values()[extended.at(row) + column])
                .isEqualTo(
                    ReferenceTransform.interpolate(evaluations, column, from, to.point(row)));
          }
        });
  }

  @Test
  void extremeElementsStayCanonicalThroughAllLayers() {
    Ntt ntt = new Ntt(provider());
    for (int element : new int[] {0, KoalaBear.P - 1}) {
      for (int logRows = 0; logRows <= 12; logRows++) {
        int width = 21;
        RowMatrix rows = RowMatrix.of(Elements.all(element, width << logRows), width);
        EvaluationDomain domain = new EvaluationDomain(logRows, KoalaBear.P - 1);
        RowMatrix values = copy(rows);
        ntt.forward(values, domain, parallel);
        assertThat(column(values, 17)).isEqualTo(ReferenceTransform.evaluate(rows, 17, domain));
        ntt.inverse(values, domain, parallel);
        assertThat(values.values()).isEqualTo(rows.values());
        ntt.inverse(values, domain, parallel);
        ntt.forward(values, domain, parallel);
        assertThat(values.values()).isEqualTo(rows.values());
      }
    }
  }

  @Test
  void nothingOutsideTheRowsIsTouched() {
    Ntt ntt = new Ntt(provider());
    ForAll.cases(
        10,
        random -> {
          int logRows = random.nextInt(12);
          int width = 1 + random.nextInt(40);
          int size = width << logRows;
          int at = random.nextInt(40);
          int[] array = Elements.random(random, at + size + 40);
          int[] before = array.clone();
          RowMatrix rows = RowMatrix.of(array, at, logRows, width);
          EvaluationDomain domain = domain(random, logRows);
          ntt.forward(rows, domain, parallel);
          assertThat(Arrays.mismatch(array, 0, at, before, 0, at)).isEqualTo(-1);
          assertThat(
                  Arrays.mismatch(array, at + size, array.length, before, at + size, array.length))
              .isEqualTo(-1);
          ntt.inverse(rows, domain, parallel);
          assertThat(array).isEqualTo(before);
        });
  }

  @Test
  void oneThreadAndTwoGiveTheSame() {
    Ntt ntt = new Ntt(provider());
    RowMatrix coefficients = matrix(new SplittableRandom(7), 14, 33);
    EvaluationDomain domain = domain(new SplittableRandom(8), 15);
    RowMatrix alone = matrix(new SplittableRandom(9), 15, 33);
    RowMatrix together = copy(alone);
    try (Parallel caller = Parallel.onCaller()) {
      ntt.encode(coefficients, alone, domain, caller);
    }
    ntt.encode(coefficients, together, domain, parallel);
    assertThat(together.values()).isEqualTo(alone.values());
  }

  @Test
  void aCancelledTransformEnds() {
    Ntt ntt = new Ntt(provider());
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    RowMatrix rows = matrix(new SplittableRandom(7), 10, 3);
    Assertions.assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() ->
            ntt.forward(rows, EvaluationDomain.subgroup(10), parallel.cancelledBy(cancellation)));
  }

  /** All four operations against each other and, in one random column, against the textbook. */
  private void checkAll(Ntt ntt, RandomGenerator random, int logRows, int width, int logBlowup) {
    String shape = "2^%d × %d, blowup 2^%d".formatted(logRows, width, logBlowup);
    int column = random.nextInt(width);
    RowMatrix coefficients = matrix(random, logRows, width);
    EvaluationDomain from = domain(random, logRows);
    RowMatrix values = copy(coefficients);
    ntt.forward(values, from, parallel);
    assertThat(column(values, column))
        .as("forward %s", shape)
        .isEqualTo(ReferenceTransform.evaluate(coefficients, column, from));
    RowMatrix back = copy(values);
    ntt.inverse(back, from, parallel);
    same("inverse " + shape, back, coefficients);

    EvaluationDomain to = domain(random, logRows + logBlowup);
    int[] coefficientsBefore = coefficients.values().clone();
    RowMatrix codeword = matrix(random, to.logSize(), width);
    ntt.encode(coefficients, codeword, to, parallel);
    assertThat(column(codeword, column))
        .as("encode %s", shape)
        .isEqualTo(ReferenceTransform.evaluate(coefficients, column, to));
    assertThat(coefficients.values()).isEqualTo(coefficientsBefore);

    int[] valuesBefore = values.values().clone();
    RowMatrix extended = matrix(random, to.logSize(), width);
    ntt.lowDegreeExtend(values, from, extended, to, parallel);
    same("extend " + shape, extended, codeword);
    assertThat(values.values()).isEqualTo(valuesBefore);
  }

  private void checkSpots(Ntt ntt, RandomGenerator random, int logRows, int width, int logBlowup) {
    EvaluationDomain domain = domain(random, logRows + logBlowup);
    RowMatrix coefficients = matrix(random, logRows, width);
    RowMatrix codeword = RowMatrix.of(new int[width << domain.logSize()], width);
    ntt.encode(coefficients, codeword, domain, parallel);
    for (int i = 0; i < 5; i++) {
      int row = random.nextInt(codeword.rows());
      int column = random.nextInt(width);
      assertThat(codeword.values()[codeword.at(row) + column])
          .as("row %d, column %d", row, column)
          .isEqualTo(ReferenceTransform.evaluate(coefficients, column, domain.point(row)));
    }
    if (logBlowup == 0) {
      ntt.inverse(codeword, domain, parallel);
      same("inverse", codeword, coefficients);
    }
  }

  /** Compares without printing a million elements. */
  private static void same(String what, RowMatrix actual, RowMatrix expected) {
    assertThat(Arrays.mismatch(actual.values(), expected.values()))
        .as("first element that differs: %s", what)
        .isEqualTo(-1);
  }

  private static int[] column(RowMatrix rows, int column) {
    return IntStream.range(0, rows.rows()).map(r -> rows.values()[rows.at(r) + column]).toArray();
  }

  private static RowMatrix copy(RowMatrix rows) {
    return RowMatrix.of(rows.values().clone(), rows.width());
  }

  private static RowMatrix matrix(RandomGenerator random, int logRows, int width) {
    return RowMatrix.of(Elements.withEdges(random, width << logRows), width);
  }

  private static EvaluationDomain domain(RandomGenerator random, int logSize) {
    return new EvaluationDomain(logSize, 1 + random.nextInt(KoalaBear.P - 1));
  }
}
