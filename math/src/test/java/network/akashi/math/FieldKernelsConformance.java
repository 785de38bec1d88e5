package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import java.util.random.RandomGenerator;
import network.akashi.testkit.ForAll;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link FieldKernels} has to do, at any length and offset. */
@Tag("conformance")
abstract class FieldKernelsConformance {
  private static final BigInteger P = BigInteger.valueOf(KoalaBear.P);
  private static final int TOP = KoalaBear.P - 1;

  /** Longer than two rows of the batch inversion. */
  private static final int LONGEST = 600;

  private FieldKernels field = MathProvider.scalar().field();

  abstract MathProvider provider();

  @BeforeEach
  void chooseKernels() {
    field = provider().field();
  }

  /** Two operands and a result, at random offsets of arrays that are longer than needed. */
  private record Operands(
      int[] a, int aAt, int[] b, int bAt, int[] out, int outAt, int count, int[] outBefore) {
    static Operands random(RandomGenerator random) {
      int count = random.nextInt(LONGEST);
      int aAt = random.nextInt(20);
      int bAt = random.nextInt(20);
      int outAt = random.nextInt(20);
      int[] out = Elements.random(random, outAt + count + random.nextInt(20));
      return new Operands(
          Elements.withEdges(random, aAt + count + random.nextInt(20)),
          aAt,
          Elements.withEdges(random, bAt + count + random.nextInt(20)),
          bAt,
          out,
          outAt,
          count,
          out.clone());
    }

    /** That the result is the operator's, element by element, and nothing around it changed. */
    void assertOut(IntBinaryOperator expected) {
      int[] wanted = outBefore.clone();
      for (int i = 0; i < count; i++) {
        wanted[outAt + i] = expected.applyAsInt(a[aAt + i], b[bAt + i]);
      }
      assertThat(out).isEqualTo(wanted);
    }
  }

  @Test
  void sumsDifferencesAndProductsAgreeWithTheScalarField() {
    ForAll.cases(
        300,
        random -> {
          Operands x = Operands.random(random);
          field.add(x.a, x.aAt, x.b, x.bAt, x.out, x.outAt, x.count);
          x.assertOut(KoalaBear::add);
          field.sub(x.a, x.aAt, x.b, x.bAt, x.out, x.outAt, x.count);
          x.assertOut(KoalaBear::sub);
          field.mul(x.a, x.aAt, x.b, x.bAt, x.out, x.outAt, x.count);
          x.assertOut(KoalaBear::mul);
          field.neg(x.a, x.aAt, x.out, x.outAt, x.count);
          x.assertOut((a, _) -> KoalaBear.neg(a));
        });
  }

  @Test
  void productsAgreeWithBigIntegers() {
    ForAll.cases(
        100,
        random -> {
          Operands x = Operands.random(random);
          field.mul(x.a, x.aAt, x.b, x.bAt, x.out, x.outAt, x.count);
          BigInteger r = BigInteger.ONE.shiftLeft(32).modInverse(P);
          x.assertOut((a, b) ->
              BigInteger.valueOf(a)
                  .multiply(BigInteger.valueOf(b))
                  .multiply(r)
                  .mod(P)
                  .intValueExact());
        });
  }

  @Test
  void aFactorScalesEveryElement() {
    ForAll.cases(
        300,
        random -> {
          Operands x = Operands.random(random);
          int factor = Elements.withEdges(random, 1)[0];
          field.scale(x.a, x.aAt, factor, x.out, x.outAt, x.count);
          x.assertOut((a, _) -> KoalaBear.mul(a, factor));
          field.addScaled(x.a, x.aAt, x.b, x.bAt, factor, x.out, x.outAt, x.count);
          x.assertOut((a, b) -> KoalaBear.add(a, KoalaBear.mul(factor, b)));
        });
  }

  @Test
  void resultsMayBeWrittenOverAnOperand() {
    ForAll.cases(
        100,
        random -> {
          Operands x = Operands.random(random);
          Operands overA =
              new Operands(x.a, x.aAt, x.b, x.bAt, x.a.clone(), x.aAt, x.count, x.a.clone());
          field.mul(overA.out, x.aAt, x.b, x.bAt, overA.out, x.aAt, x.count);
          overA.assertOut(KoalaBear::mul);
          Operands square =
              new Operands(x.a, x.aAt, x.a, x.aAt, x.a.clone(), x.aAt, x.count, x.a.clone());
          field.mul(square.out, x.aAt, square.out, x.aAt, square.out, x.aAt, x.count);
          square.assertOut(KoalaBear::mul);
          Operands overB =
              new Operands(x.a, x.aAt, x.b, x.bAt, x.b.clone(), x.bAt, x.count, x.b.clone());
          field.sub(x.a, x.aAt, overB.out, x.bAt, overB.out, x.bAt, x.count);
          overB.assertOut(KoalaBear::sub);
        });
  }

  @Test
  void dotProductsAndSumsAgreeWithTheScalarField() {
    ForAll.cases(300, random -> checkDot(Operands.random(random)));
  }

  /** All operands p − 1 drive the lazy sums to their bounds, at every length. */
  @Test
  void dotProductsHoldAtTheirBounds() {
    int[] top = Elements.all(TOP, 2000);
    for (int count = 0; count <= top.length; count += count < 200 ? 1 : 97) {
      checkDot(new Operands(top, 0, top, 0, top, 0, count, top));
    }
  }

  private void checkDot(Operands x) {
    int dot = 0;
    int sum = 0;
    for (int i = 0; i < x.count; i++) {
      dot = KoalaBear.add(dot, KoalaBear.mul(x.a[x.aAt + i], x.b[x.bAt + i]));
      sum = KoalaBear.add(sum, x.a[x.aAt + i]);
    }
    assertThat(field.dot(x.a, x.aAt, x.b, x.bAt, x.count)).isEqualTo(dot);
    assertThat(field.sum(x.a, x.aAt, x.count)).isEqualTo(sum);
  }

  @Test
  void powersAreAGeometricSequence() {
    ForAll.cases(
        200,
        random -> {
          Operands x = Operands.random(random);
          int first = Elements.withEdges(random, 1)[0];
          int ratio = Elements.withEdges(random, 1)[0];
          field.powers(first, ratio, x.out, x.outAt, x.count);
          int[] wanted = x.outBefore.clone();
          for (int i = 0; i < x.count; i++) {
            wanted[x.outAt + i] = KoalaBear.mul(first, KoalaBear.pow(ratio, i));
          }
          assertThat(x.out).isEqualTo(wanted);
        });
  }

  @Test
  void inversesMultiplyToOne() {
    ForAll.cases(
        200,
        random -> {
          Operands x = Operands.random(random);
          for (int i = 0; i < x.a.length; i++) {
            x.a[i] = Math.max(1, x.a[i]);
          }
          field.invert(x.a, x.aAt, x.out, x.outAt, x.count);
          x.assertOut((a, _) -> KoalaBear.inverse(a));
        });
  }

  @Test
  void theInverseOfZeroIsRefusedByPosition() {
    ForAll.cases(
        200,
        random -> {
          int count = 1 + random.nextInt(LONGEST);
          int[] a = Elements.all(KoalaBear.ONE, count);
          int zero = random.nextInt(count);
          a[zero] = 0;
          int[] out = new int[count];
          assertThatThrownBy(() -> field.invert(a, 0, out, 0, count))
              .isInstanceOf(ArithmeticException.class)
              .hasMessage("a: element " + zero + " is zero and has no inverse");
        });
  }

  @Test
  void integersBecomeElementsAndComeBack() {
    ForAll.cases(
        200,
        random -> {
          Operands x = Operands.random(random);
          field.toIntegers(x.a, x.aAt, x.out, x.outAt, x.count);
          x.assertOut((a, _) -> KoalaBear.toInt(a));
          int[] back = new int[x.count];
          field.fromIntegers(x.out, x.outAt, back, 0, x.count);
          assertThat(back).isEqualTo(Arrays.copyOfRange(x.a, x.aAt, x.aAt + x.count));
        });
  }

  @Test
  void integersOf32BitsAreReduced() {
    ForAll.cases(
        200,
        random -> {
          int[] any = random.ints(1 + random.nextInt(LONGEST)).toArray();
          any[0] = -1;
          int[] out = new int[any.length];
          field.fromIntegers(any, 0, out, 0, any.length);
          for (int i = 0; i < any.length; i++) {
            assertThat(out[i]).isEqualTo(KoalaBear.fromLong(any[i] & 0xffff_ffffL));
          }
        });
  }

  @Test
  void intsOutsideTheFieldAreFound() {
    ForAll.cases(
        200,
        random -> {
          Operands x = Operands.random(random);
          field.requireCanonical("a", x.a, x.aAt, x.count);
          if (x.count > 0) {
            int bad = random.nextInt(x.count);
            x.a[x.aAt + bad] = random.nextBoolean() ? KoalaBear.P : -1 - random.nextInt(100);
            assertThatThrownBy(() -> field.requireCanonical("column", x.a, x.aAt, x.count))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("column: element " + bad + ": ");
          }
        });
  }

  @Test
  void badArgumentsAreNamedAndNothingIsWritten() {
    int[] a = Elements.all(1, 100);
    int[] b = Elements.all(2, 100);
    int[] out = new int[100];
    refused(() -> field.add(a, 1, b, 0, out, 0, 100), "a: 100 elements from offset 1");
    refused(() -> field.sub(a, 0, b, -1, out, 0, 100), "b: ");
    refused(() -> field.mul(a, 0, b, 0, out, 50, 51), "out: ");
    refused(() -> field.mul(a, 0, b, 0, out, 0, -1), "count: must not be negative");
    refused(() -> field.add(a, 0, b, 0, a, 1, 10), "out: offset 1 overlaps a at offset 0");
    refused(() -> field.add(a, 0, b, 5, b, 1, 10), "out: offset 1 overlaps b at offset 5");
    refused(() -> field.neg(a, Integer.MAX_VALUE, out, 0, 10), "a: ");
    refused(() -> field.scale(a, 0, KoalaBear.P, out, 0, 10), "factor: ");
    refused(() -> field.addScaled(a, 0, b, 0, -1, out, 0, 10), "factor: ");
    refused(() -> field.powers(KoalaBear.P, 1, out, 0, 10), "first: ");
    refused(() -> field.powers(1, KoalaBear.P, out, 0, 10), "ratio: ");
    refused(() -> field.powers(1, 1, out, 91, 10), "out: ");
    refused(() -> field.sum(a, 91, 10), "a: ");
    refused(() -> field.dot(a, 91, b, 0, 10), "a: ");
    refused(() -> field.dot(a, 0, b, 91, 10), "b: ");
    refused(() -> field.invert(a, 0, a, 0, 10), "out: 10 elements at offset 0 overlap");
    refused(() -> field.invert(a, 91, out, 0, 10), "a: ");
    refused(() -> field.fromIntegers(a, 91, out, 0, 10), "integers: ");
    refused(() -> field.toIntegers(a, 0, a, 1, 10), "out: ");
    refused(() -> field.requireCanonical("x", a, 91, 10), "x: ");
    assertThat(out).containsOnly(0);
    assertThat(a).containsOnly(1);
    assertThat(b).containsOnly(2);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
