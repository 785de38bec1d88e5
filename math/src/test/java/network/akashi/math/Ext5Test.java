package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class Ext5Test {
  private static final BigInteger P = BigInteger.valueOf(KoalaBear.P);
  private static final int TOP = KoalaBear.P - 1;

  /**
   * X^5 + X^2 − 1 has prime degree, so it is irreducible exactly when X^(p^5) = X and X^p ≠ X
   * (Rabin 1980): a root then generates the field of p^5 elements and none smaller.
   */
  @Test
  void theModulusIsIrreducible() {
    Ext5 image = Ext5.X;
    for (int i = 0; i < Ext5.DEGREE; i++) {
      image = image.pow(KoalaBear.P);
      if (i == 0) {
        // gcd(X^p − X, modulus) = 1: the difference is a unit, so no linear factor exists.
        Ext5 difference = image.sub(Ext5.X);
        assertThat(difference.mul(difference.inverse())).isEqualTo(Ext5.ONE);
      }
    }
    assertThat(image).isEqualTo(Ext5.X);
  }

  @Test
  void productsAgreeWithTheSlowModel() {
    ForAll.cases(2000, random -> checkProduct(element(random), element(random)));
  }

  @Test
  void productsAtTheBoundsOfTheLazyReductionAgreeWithTheSlowModel() {
    int[] edges = {0, 1, TOP, TOP - 1};
    for (int i = 0; i < 1 << 10; i++) {
      for (Ext5 b : new Ext5[] {all(TOP), new Ext5(TOP, 0, 0, 0, 0), new Ext5(0, 0, 0, 0, TOP)}) {
        Ext5 a =
            new Ext5(
                edges[i & 3],
                edges[(i >> 2) & 3],
                edges[(i >> 4) & 3],
                edges[(i >> 6) & 3],
                edges[(i >> 8) & 3]);
        checkProduct(a, b);
        checkProduct(b, a);
      }
    }
  }

  /** Factors b that make all five entries of a row of the matrix of multiplication p − 1. */
  @Test
  void everyOutputCoefficientReachesTheLargestSum() {
    checkProduct(all(TOP), new Ext5(TOP, TOP - 1, TOP, TOP, TOP));
    checkProduct(all(TOP), all(TOP));
    checkProduct(all(TOP), new Ext5(TOP - 2, TOP - 2, TOP, TOP - 1, TOP - 1));
    checkProduct(all(TOP), new Ext5(TOP - 1, TOP - 2, TOP, TOP, TOP - 1));
    checkProduct(all(TOP), new Ext5(TOP - 1, TOP - 1, TOP, TOP, TOP));
  }

  @Test
  void fieldAxiomsHold() {
    ForAll.cases(
        500,
        random -> {
          Ext5 a = element(random);
          Ext5 b = element(random);
          Ext5 c = element(random);
          assertThat(a.mul(b)).isEqualTo(b.mul(a));
          assertThat(a.mul(b).mul(c)).isEqualTo(a.mul(b.mul(c)));
          assertThat(a.mul(b.add(c))).isEqualTo(a.mul(b).add(a.mul(c)));
          assertThat(a.sub(b).add(b)).isEqualTo(a);
          assertThat(a.add(a.neg())).isEqualTo(Ext5.ZERO);
          assertThat(a.mul(Ext5.of(b.c0()))).isEqualTo(a.scale(b.c0()));
          assertThat(a.mul(a.inverse())).isEqualTo(Ext5.ONE);
          assertThat(a.frobenius()).isEqualTo(a.pow(KoalaBear.P));
        });
  }

  /** X^p … X^(4p) as leanMultisig's quintic extension (after Plonky3) has them. */
  @Test
  void publishedFrobeniusImagesAreOurs() {
    int[][] images = {
      {1576402667, 1173144480, 1567662457, 1206866823, 2428146},
      {1680345488, 1381986, 615237464, 1380104858, 295431824},
      {441230756, 323126830, 704986542, 1445620072, 503505220},
      {1364444097, 1144738982, 2008416047, 143367062, 1027410849},
    };
    for (int i = 0; i < images.length; i++) {
      Ext5 image = Ext5.X.pow(i + 1).frobenius();
      for (int j = 0; j < Ext5.DEGREE; j++) {
        assertThat(KoalaBear.toInt(image.coefficient(j))).isEqualTo(images[i][j]);
      }
    }
  }

  @Test
  void elementsRoundTripThroughAStructureOfArrays() {
    int[] planes = new int[3 + 5 * 4];
    Ext5 a = new Ext5(1, 2, 3, 4, 5);
    a.store(planes, 3, 4, 2);
    assertThat(Ext5.load(planes, 3, 4, 2)).isEqualTo(a);
    for (int i = 0; i < Ext5.DEGREE; i++) {
      assertThat(a.coefficient(i)).isEqualTo(i + 1);
    }
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatThrownBy(Ext5.ZERO::inverse).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Ext5.ONE.pow(-1)).hasMessageContaining("exponent");
    assertThatThrownBy(() -> Ext5.ONE.coefficient(5)).hasMessageContaining("0 to 4");
  }

  private static void checkProduct(Ext5 a, Ext5 b) {
    BigInteger[] wide = new BigInteger[9];
    java.util.Arrays.fill(wide, BigInteger.ZERO);
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        wide[i + j] =
            wide[i + j].add(integer(a.coefficient(i)).multiply(integer(b.coefficient(j))));
      }
    }
    for (int k = 8; k >= 5; k--) {
      wide[k - 5] = wide[k - 5].add(wide[k]);
      wide[k - 3] = wide[k - 3].subtract(wide[k]);
    }
    Ext5 product = a.mul(b);
    for (int k = 0; k < 5; k++) {
      assertThat(KoalaBear.isCanonical(product.coefficient(k))).isTrue();
      assertThat(integer(product.coefficient(k))).isEqualTo(wide[k].mod(P));
    }
  }

  private static BigInteger integer(int a) {
    return BigInteger.valueOf(KoalaBear.toInt(a));
  }

  private static Ext5 all(int value) {
    return new Ext5(value, value, value, value, value);
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
