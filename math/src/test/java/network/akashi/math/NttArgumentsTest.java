package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class NttArgumentsTest {
  private static final Parallel PARALLEL = Parallel.onCaller();

  private final Ntt ntt = new Ntt(MathProvider.scalar());

  @AfterAll
  static void endThreads() {
    PARALLEL.close();
  }

  @Test
  void theNumberOfRowsIsAPowerOfTwo() {
    refused(() -> RowMatrix.of(new int[12], 4), "values: 12 elements");
    refused(() -> RowMatrix.of(new int[13], 4), "values: 13 elements");
    refused(() -> RowMatrix.of(new int[0], 4), "values: 0 elements");
  }

  @Test
  void matricesHaveColumnsAndFitTheirArray() {
    refused(() -> RowMatrix.of(new int[4], 0), "width: must be at least 1");
    refused(() -> RowMatrix.of(new int[4], 0, 0, 0), "width: must be at least 1");
    refused(() -> RowMatrix.of(new int[4], -1, 0, 1), "offset: must be at least 0");
    refused(() -> RowMatrix.of(new int[16], 1, 2, 4), "need 17 elements, the array has 16");
    refused(() -> RowMatrix.of(new int[16], 0, 24, 1 << 20), "the array has 16");
    refused(() -> RowMatrix.of(new int[16], 0, -1, 4), "logRows: must be 0 to 24, is -1");
    refused(() -> RowMatrix.of(new int[16], 0, 25, 4), "logRows: must be 0 to 24, is 25");
  }

  @Test
  void domainsAreCosetsOfSubgroupsThatExist() {
    refused(() -> EvaluationDomain.subgroup(25), "logSize");
    refused(() -> EvaluationDomain.subgroup(-1), "logSize");
    refused(() -> new EvaluationDomain(3, 0), "shift: zero");
    refused(() -> new EvaluationDomain(3, KoalaBear.P), "shift");
    refused(() -> EvaluationDomain.subgroup(3).point(8), "index: must be 0 to 7, is 8");
    refused(() -> EvaluationDomain.subgroup(3).block(4, 0), "levels");
    refused(() -> EvaluationDomain.subgroup(3).block(2, 4), "index: must be 0 to 3, is 4");
  }

  @Test
  void bitReversalNamesWhatIsOutOfRange() {
    refused(() -> BitReversal.of(0, 31), "bits: must be 0 to 30, is 31");
    refused(() -> BitReversal.of(0, -1), "bits: must be 0 to 30, is -1");
    refused(() -> BitReversal.of(1, 0), "index: must be 0 to 0, is 1");
    refused(() -> BitReversal.of(-1, 4), "index: must be 0 to 15, is -1");
  }

  @Test
  void domainsHaveAsManyPointsAsThereAreRows() {
    RowMatrix rows = rows(3, 5);
    EvaluationDomain small = EvaluationDomain.subgroup(2);
    EvaluationDomain right = EvaluationDomain.subgroup(3);
    String wrong = "domain: has 2^2 points, rows has 2^3 rows";
    refused(() -> ntt.forward(rows, small, PARALLEL), wrong);
    refused(() -> ntt.inverse(rows, small, PARALLEL), wrong);
    refused(() -> ntt.encode(rows, rows(3, 5), small, PARALLEL), "domain: has 2^2");
    refused(() -> ntt.lowDegreeExtend(rows, small, rows(3, 5), right, PARALLEL), "from: has 2^2");
    refused(() -> ntt.lowDegreeExtend(rows, right, rows(3, 5), small, PARALLEL), "to: has 2^2");
  }

  @Test
  void extensionsGoToAnotherMatrixOfTheSameWidthAndNotFewerRows() {
    EvaluationDomain domain = EvaluationDomain.subgroup(3);
    EvaluationDomain small = EvaluationDomain.subgroup(2);
    RowMatrix rows = rows(3, 5);
    refused(
        () -> ntt.encode(rows, rows(3, 6), domain, PARALLEL),
        "codeword: has rows of 6, coefficients has rows of 5");
    refused(
        () -> ntt.encode(rows, rows(2, 5), small, PARALLEL),
        "codeword: 2^2 rows are too few to extend the 2^3 rows of coefficients");
    refused(
        () -> ntt.encode(rows, rows, domain, PARALLEL),
        "codeword: shares memory with coefficients");
    refused(
        () -> ntt.lowDegreeExtend(rows, domain, rows(3, 4), domain, PARALLEL),
        "extended: has rows of 4, evaluations has rows of 5");
    int[] array = new int[16];
    refused(
        () ->
            ntt.encode(RowMatrix.of(array, 0, 2, 2), RowMatrix.of(array, 7, 2, 2), small, PARALLEL),
        "shares memory");
    ntt.encode(RowMatrix.of(array, 0, 2, 2), RowMatrix.of(array, 8, 2, 2), small, PARALLEL);
  }

  private static RowMatrix rows(int logRows, int width) {
    return RowMatrix.of(new int[width << logRows], width);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
  }
}
