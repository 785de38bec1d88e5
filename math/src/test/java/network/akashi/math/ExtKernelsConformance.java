package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import network.akashi.testkit.ForAll;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What every implementation of {@link ExtKernels} has to do, at any length and offset. {@link Ext5}
 * is what they are compared with; {@link Ext5Test} compares that with a slow model.
 */
@Tag("conformance")
abstract class ExtKernelsConformance {
  private static final int TOP = KoalaBear.P - 1;
  private static final Ext5 ALL_TOP = new Ext5(TOP, TOP, TOP, TOP, TOP);

  /** Longer than two rows of the batch inversion. */
  private static final int LONGEST = 200;

  private ExtKernels ext = MathProvider.scalar().ext();

  abstract MathProvider provider();

  @BeforeEach
  void chooseKernels() {
    ext = provider().ext();
  }

  /** A view at a random place of an array that is larger than needed. */
  private static Ext5Array place(RandomGenerator random, int length) {
    int offset = random.nextInt(20);
    int stride = length + random.nextInt(20);
    int[] planes = Elements.withEdges(random, offset + 5 * stride + random.nextInt(20));
    return Ext5Array.of(planes, offset, stride, length);
  }

  private static Ext5 element(RandomGenerator random) {
    int[] c = Elements.withEdges(random, 5);
    return random.nextInt(8) == 0 ? ALL_TOP : new Ext5(c[0], c[1], c[2], c[3], c[4]);
  }

  private static List<Ext5> elements(RandomGenerator random, int count) {
    List<Ext5> elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elements.add(element(random));
    }
    return elements;
  }

  /** Runs {@code kernel} and checks every element, and that nothing around the result changed. */
  private static void check(Ext5Array out, Runnable kernel, IntFunction<Ext5> expected) {
    int[] wanted = out.planes().clone();
    Ext5Array view = Ext5Array.of(wanted, out.plane(0), out.stride(), out.length());
    for (int i = 0; i < out.length(); i++) {
      view.set(i, expected.apply(i));
    }
    kernel.run();
    assertThat(out.planes()).isEqualTo(wanted);
  }

  private void checkBinary(
      RandomGenerator random, int length, Kernel kernel, BinaryOperator<Ext5> expected) {
    Ext5Array a = place(random, length);
    Ext5Array b = place(random, length);
    Ext5Array out = place(random, length);
    check(out, () -> kernel.run(a, b, out), i -> expected.apply(a.get(i), b.get(i)));
    check(b, () -> kernel.run(a, b, b), i -> expected.apply(a.get(i), b.get(i)));
    check(a, () -> kernel.run(a, out, a), i -> expected.apply(a.get(i), out.get(i)));
    check(a, () -> kernel.run(a, a, a), i -> expected.apply(a.get(i), a.get(i)));
  }

  private interface Kernel {
    void run(Ext5Array a, Ext5Array b, Ext5Array out);
  }

  @Test
  void elementwiseKernelsAgreeWithSingleElements() {
    ForAll.cases(
        200,
        random -> {
          int length = random.nextInt(LONGEST);
          Ext5 factor = element(random);
          checkBinary(random, length, ext::add, Ext5::add);
          checkBinary(random, length, ext::sub, Ext5::sub);
          checkBinary(random, length, ext::mul, Ext5::mul);
          checkBinary(random, length, (a, _, out) -> ext.neg(a, out), (a, _) -> a.neg());
          checkBinary(random, length, (a, _, out) -> ext.square(a, out), (a, _) -> a.square());
          checkBinary(
              random, length, (a, _, out) -> ext.scale(a, factor, out), (a, _) -> a.mul(factor));
          checkBinary(
              random,
              length,
              (a, b, out) -> ext.addScaled(a, b, factor, out),
              (a, b) -> a.add(b.mul(factor)));
          checkBinary(
              random,
              length,
              (a, b, out) -> ext.bind(a, b, factor, out),
              (a, b) -> a.add(b.sub(a).mul(factor)));
        });
  }

  /** Operands p − 1 in every combination of coefficients drive the lazy sums to their bounds. */
  @Test
  void productsHoldAtTheBoundsOfTheLazyReduction() {
    Ext5Array a = Ext5Array.allocate(1024);
    Ext5Array b = Ext5Array.allocate(1024);
    Ext5Array out = Ext5Array.allocate(1024);
    for (int i = 0; i < 1024; i++) {
      a.set(i, corner(i & 31));
      b.set(i, corner(i >> 5));
    }
    check(out, () -> ext.mul(a, b, out), i -> a.get(i).mul(b.get(i)));
    for (int bits = 0; bits < 32; bits++) {
      Ext5 r = corner(bits);
      check(out, () -> ext.bind(a, b, r, out), i -> a.get(i).add(b.get(i).sub(a.get(i)).mul(r)));
      check(out, () -> ext.addScaled(a, b, r, out), i -> a.get(i).add(b.get(i).mul(r)));
      check(out, () -> ext.scale(a, r, out), i -> a.get(i).mul(r));
    }
  }

  /**
   * For each row of the matrix of multiplication by {@code b}, a {@code b} that makes all five
   * entries of the row p − 1: with coefficients of 0 and p − 1 alone the differences cannot all be.
   */
  @Test
  void everyOutputCoefficientReachesTheLargestSum() {
    List<Ext5> factors =
        List.of(
            new Ext5(TOP, TOP - 1, TOP, TOP, TOP),
            ALL_TOP,
            new Ext5(TOP - 2, TOP - 2, TOP, TOP - 1, TOP - 1),
            new Ext5(TOP - 1, TOP - 2, TOP, TOP, TOP - 1),
            new Ext5(TOP - 1, TOP - 1, TOP, TOP, TOP));
    Ext5Array zero = Ext5Array.allocate(33);
    Ext5Array top = Ext5Array.allocate(33);
    Ext5Array b = Ext5Array.allocate(33);
    Ext5Array out = Ext5Array.allocate(33);
    for (Ext5 factor : factors) {
      for (int i = 0; i < out.length(); i++) {
        top.set(i, ALL_TOP);
        b.set(i, factor);
      }
      check(out, () -> ext.mul(top, b, out), _ -> ALL_TOP.mul(factor));
      check(out, () -> ext.bind(zero, top, factor, out), _ -> ALL_TOP.mul(factor));
      check(out, () -> ext.addScaled(zero, top, factor, out), _ -> ALL_TOP.mul(factor));
    }
  }

  private static Ext5 corner(int bits) {
    return new Ext5(
        TOP * (bits & 1),
        TOP * (bits >> 1 & 1),
        TOP * (bits >> 2 & 1),
        TOP * (bits >> 3 & 1),
        TOP * (bits >> 4 & 1));
  }

  @Test
  void dotProductsAndSumsAgreeWithSingleElements() {
    ForAll.cases(
        200,
        random -> {
          int length = random.nextInt(LONGEST);
          checkDots(place(random, length), place(random, length));
        });
  }

  @Test
  void dotProductsHoldAtTheBoundsOfTheLazyReduction() {
    for (int bits = 0; bits < 32; bits++) {
      Ext5Array a = Ext5Array.allocate(321);
      Ext5Array b = Ext5Array.allocate(321);
      for (int i = 0; i < a.length(); i++) {
        a.set(i, ALL_TOP);
        b.set(i, corner(bits));
      }
      checkDots(a, b);
      checkDots(b, a);
    }
  }

  private void checkDots(Ext5Array a, Ext5Array b) {
    int[] base = Arrays.copyOfRange(b.planes(), b.plane(0), b.plane(0) + b.length());
    Ext5 dot = Ext5.ZERO;
    Ext5 dotBase = Ext5.ZERO;
    Ext5 sum = Ext5.ZERO;
    for (int i = 0; i < a.length(); i++) {
      dot = dot.add(a.get(i).mul(b.get(i)));
      dotBase = dotBase.add(a.get(i).scale(base[i]));
      sum = sum.add(a.get(i));
    }
    assertThat(ext.dot(a, b)).isEqualTo(dot);
    assertThat(ext.dotBase(a, base, 0)).isEqualTo(dotBase);
    assertThat(ext.dotBase(a, b.planes(), b.plane(0))).isEqualTo(dotBase);
    assertThat(ext.sum(a)).isEqualTo(sum);
  }

  @Test
  void kernelsOverBaseFieldColumnsAgreeWithSingleElements() {
    ForAll.cases(
        200,
        random -> {
          int length = random.nextInt(random.nextInt(10) == 0 ? 2500 : LONGEST);
          int at = random.nextInt(10);
          int[] low = Elements.withEdges(random, at + length);
          int[] high = Elements.withEdges(random, at + length);
          Ext5Array a = place(random, length);
          Ext5Array out = place(random, length);
          Ext5 r = element(random);
          check(out, () -> ext.mulBase(a, low, at, out), i -> a.get(i).scale(low[at + i]));
          check(
              out,
              () -> ext.bindBase(low, at, high, at, r, out),
              i -> Ext5.of(low[at + i]).add(r.scale(KoalaBear.sub(high[at + i], low[at + i]))));
        });
  }

  @Test
  void combinationsOfColumnsAgreeWithSingleElements() {
    ForAll.cases(
        150,
        random -> {
          int length = random.nextInt(LONGEST);
          int count = random.nextInt(40);
          int at = random.nextInt(10);
          int stride = length + random.nextInt(10);
          int[] columns = Elements.withEdges(random, at + count * stride + length);
          checkCombination(columns, at, stride, elements(random, count), place(random, length));
        });
  }

  @Test
  void combinationsHoldAtTheBoundsOfTheLazyReduction() {
    int[] columns = Elements.all(TOP, 40 * 100);
    for (int count = 0; count <= 40; count++) {
      Ext5Array out = Ext5Array.allocate(100);
      List<Ext5> coefficients = new ArrayList<>();
      for (int j = 0; j < count; j++) {
        coefficients.add(ALL_TOP);
      }
      checkCombination(columns, 0, 100, coefficients, out);
    }
  }

  private void checkCombination(
      int[] columns, int at, int stride, List<Ext5> coefficients, Ext5Array out) {
    check(
        out,
        () -> ext.addCombination(columns, at, stride, coefficients, out),
        i -> {
          Ext5 sum = out.get(i);
          for (int j = 0; j < coefficients.size(); j++) {
            sum = sum.add(coefficients.get(j).scale(columns[at + j * stride + i]));
          }
          return sum;
        });
  }

  @Test
  void powersAreAGeometricSequence() {
    ForAll.cases(
        100,
        random -> {
          Ext5 first = element(random);
          Ext5 ratio = element(random);
          Ext5Array out = place(random, random.nextInt(LONGEST));
          check(out, () -> ext.powers(first, ratio, out), i -> first.mul(ratio.pow(i)));
        });
  }

  @Test
  void inversesMultiplyToOne() {
    ForAll.cases(
        100,
        random -> {
          Ext5Array a = place(random, random.nextInt(LONGEST));
          for (int i = 0; i < a.length(); i++) {
            if (a.get(i).isZero()) {
              a.set(i, Ext5.X);
            }
          }
          Ext5Array out = place(random, a.length());
          check(out, () -> ext.invert(a, out), i -> a.get(i).inverse());
        });
  }

  @Test
  void theInverseOfZeroIsRefusedByPosition() {
    ForAll.cases(
        100,
        random -> {
          Ext5Array a = Ext5Array.allocate(1 + random.nextInt(LONGEST));
          int zero = random.nextInt(a.length());
          for (int i = 0; i < a.length(); i++) {
            a.set(i, i == zero ? Ext5.ZERO : Ext5.X);
          }
          assertThatThrownBy(() -> ext.invert(a, Ext5Array.allocate(a.length())))
              .isInstanceOf(ArithmeticException.class)
              .hasMessage("a: element " + zero + " is zero and has no inverse");
        });
  }

  @Test
  void theEqualityTableIsTheProductOverTheVariables() {
    ForAll.cases(
        50,
        random -> {
          int variables = random.nextInt(9);
          List<Ext5> point = elements(random, variables);
          Ext5 scale = element(random);
          Ext5Array out = place(random, 1 << variables);
          check(
              out,
              () -> ext.eqTable(point, scale, out),
              i -> {
                Ext5 product = scale;
                for (int j = 0; j < variables; j++) {
                  Ext5 r = point.get(j);
                  product = product.mul((i >> (variables - 1 - j) & 1) == 1 ? r : Ext5.ONE.sub(r));
                }
                return product;
              });
        });
  }

  /** Two ways to evaluate a multilinear polynomial, which share the order of variables only. */
  @Test
  void bindingAllVariablesIsTheDotProductWithTheEqualityTable() {
    ForAll.cases(
        50,
        random -> {
          int variables = 1 + random.nextInt(9);
          int size = 1 << variables;
          int[] f = Elements.random(random, size);
          List<Ext5> point = elements(random, variables);
          Ext5Array eq = Ext5Array.allocate(size);
          ext.eqTable(point, Ext5.ONE, eq);
          Ext5 value = ext.dotBase(eq, f, 0);
          Ext5Array folded = Ext5Array.allocate(size / 2);
          ext.bindBase(f, 0, f, size / 2, point.getFirst(), folded);
          for (Ext5 r : point.subList(1, variables)) {
            Ext5Array low = folded.lowHalf();
            ext.bind(low, folded.highHalf(), r, low);
            folded = low;
          }
          assertThat(folded.get(0)).isEqualTo(value);
        });
  }

  @Test
  void badArgumentsAreNamedAndNothingIsWritten() {
    Ext5Array a = Ext5Array.allocate(32);
    Ext5Array shorter = Ext5Array.allocate(31);
    Ext5Array out = Ext5Array.allocate(32);
    Ext5 bad = new Ext5(0, 0, KoalaBear.P, 0, 0);
    int[] base = new int[40];
    refused(() -> ext.add(shorter, a, out), "a: must have 32 elements");
    refused(() -> ext.sub(a, shorter, out), "b: must have 32 elements");
    refused(() -> ext.mul(a, shorter, out), "b: ");
    refused(() -> ext.neg(shorter, out), "a: ");
    refused(() -> ext.mul(a.slice(0, 16), a, a.slice(1, 16)), "out: overlaps a shifted");
    refused(() -> ext.mul(out.slice(0, 16), a.slice(0, 16), a.slice(1, 16)), "out: overlaps b");
    refused(() -> ext.mulBase(a, base, 9, out), "b: ");
    refused(() -> ext.mulBase(a, out.planes(), 0, out), "out: overlaps b");
    refused(() -> ext.scale(a, bad, out), "factor: ");
    refused(() -> ext.addScaled(a, a, bad, out), "factor: ");
    refused(() -> ext.addScaled(a, shorter, Ext5.ONE, out), "b: ");
    refused(() -> ext.dot(a, shorter), "b: ");
    refused(() -> ext.dotBase(a, base, 9), "b: ");
    refused(() -> ext.powers(bad, Ext5.ONE, out), "first: ");
    refused(() -> ext.powers(Ext5.ONE, bad, out), "ratio: ");
    refused(() -> ext.invert(a, a), "out: overlaps a");
    refused(() -> ext.invert(a, shorter), "out: ");
    refused(() -> ext.bind(a, shorter, Ext5.ONE, out), "high: ");
    refused(() -> ext.bind(shorter, a, Ext5.ONE, out), "low: ");
    refused(() -> ext.bind(a, a, bad, out), "r: ");
    refused(() -> ext.bindBase(base, 9, base, 0, Ext5.ONE, out), "low: ");
    refused(() -> ext.bindBase(base, 0, base, 9, Ext5.ONE, out), "high: ");
    refused(() -> ext.bindBase(base, 0, base, 0, bad, out), "r: ");
    refused(() -> ext.bindBase(out.planes(), 3, base, 0, bad, out), "out: overlaps low");
    refused(() -> ext.eqTable(List.of(Ext5.ONE), Ext5.ONE, out), "out: a table over 1 variables");
    refused(() -> ext.eqTable(List.of(Ext5.ONE), bad, out.slice(0, 2)), "scale: ");
    refused(() -> ext.eqTable(List.of(bad), Ext5.ONE, out.slice(0, 2)), "point: coordinate 0");
    List<Ext5> two = List.of(Ext5.ONE, Ext5.ONE);
    refused(() -> ext.addCombination(base, 0, 31, two, out), "stride: ");
    refused(() -> ext.addCombination(base, -1, 32, two, out), "at: ");
    refused(() -> ext.addCombination(base, 0, 32, two, out), "columns: 2 columns of 32");
    refused(() -> ext.addCombination(base, 0, 32, List.of(bad), out), "coefficients: number 0: ");
    refused(() -> ext.addCombination(out.planes(), 0, 32, List.of(Ext5.ONE), out), "out: overlaps");
    assertThat(out.planes()).containsOnly(0);
    assertThat(a.planes()).containsOnly(0);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
