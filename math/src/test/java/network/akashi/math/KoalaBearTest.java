package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class KoalaBearTest {
  private static final BigInteger P = BigInteger.valueOf(KoalaBear.P);
  private static final int[] EDGES = {0, 1, 2, KoalaBear.P - 1, KoalaBear.P - 2, KoalaBear.P / 2};

  @Test
  void theModulusIsAPrimeWithTheStatedTwoAdicity() {
    assertThat(P)
        .isEqualTo(BigInteger.TWO.pow(31).subtract(BigInteger.TWO.pow(24)).add(BigInteger.ONE));
    assertThat(P.isProbablePrime(100)).isTrue();
    assertThat(P.subtract(BigInteger.ONE).getLowestSetBit()).isEqualTo(KoalaBear.TWO_ADICITY);
  }

  @Test
  void constantsAreWhatTheySay() {
    assertThat((int) ((long) KoalaBear.MU * KoalaBear.P)).isEqualTo(1);
    assertThat(KoalaBear.toInt(KoalaBear.ONE)).isEqualTo(1);
    assertThat(KoalaBear.toInt(KoalaBear.GENERATOR)).isEqualTo(3);
    for (int factor : new int[] {2, 127}) {
      assertThat(KoalaBear.pow(KoalaBear.GENERATOR, (KoalaBear.P - 1L) / factor))
          .isNotEqualTo(KoalaBear.ONE);
    }
  }

  @Test
  void arithmeticAgreesWithIntegersModP() {
    for (int a : EDGES) {
      for (int b : EDGES) {
        checkAgainstIntegers(a, b);
      }
    }
    ForAll.cases(2000, random -> checkAgainstIntegers(element(random), element(random)));
  }

  private static void checkAgainstIntegers(int a, int b) {
    BigInteger x = BigInteger.valueOf(KoalaBear.toInt(a));
    BigInteger y = BigInteger.valueOf(KoalaBear.toInt(b));
    check(KoalaBear.add(a, b), x.add(y));
    check(KoalaBear.sub(a, b), x.subtract(y));
    check(KoalaBear.mul(a, b), x.multiply(y));
    check(KoalaBear.neg(a), x.negate());
    check(KoalaBear.add(KoalaBear.halve(a), KoalaBear.halve(a)), x);
    check(KoalaBear.pow(a, 12345), x.modPow(BigInteger.valueOf(12345), P));
    if (a != 0) {
      check(KoalaBear.inverse(a), x.modInverse(P));
    }
    assertThat(KoalaBear.fromInt(KoalaBear.toInt(a))).isEqualTo(a);
  }

  private static void check(int actual, BigInteger expected) {
    assertThat(KoalaBear.isCanonical(actual)).isTrue();
    assertThat(KoalaBear.toInt(actual)).isEqualTo(expected.mod(P).intValueExact());
  }

  @Test
  void reductionCoversItsWholeRange() {
    long top = ((long) KoalaBear.P << 32) - 1;
    for (long x : new long[] {0, 1, 0xffff_ffffL, 1L << 32, top, top - 1}) {
      checkReduction(x);
    }
    ForAll.cases(2000, random -> checkReduction(random.nextLong(top + 1)));
  }

  private static void checkReduction(long x) {
    BigInteger inverse = BigInteger.TWO.pow(32).modInverse(P);
    BigInteger expected = BigInteger.valueOf(x).multiply(inverse).mod(P);
    assertThat(KoalaBear.reduce(x)).isEqualTo(expected.intValueExact());
  }

  @Test
  void integersOfAnySizeReduce() {
    for (long value : new long[] {0, -1, 1, KoalaBear.P, Long.MIN_VALUE, Long.MAX_VALUE}) {
      check(KoalaBear.fromLong(value), BigInteger.valueOf(value));
    }
    check(KoalaBear.fromInt(Integer.MIN_VALUE), BigInteger.valueOf(Integer.MIN_VALUE));
  }

  @Test
  void rootsOfUnityHaveTheirOrderAndFitTogether() {
    assertThat(KoalaBear.rootOfUnity(0)).isEqualTo(KoalaBear.ONE);
    assertThat(KoalaBear.rootOfUnity(1)).isEqualTo(KoalaBear.neg(KoalaBear.ONE));
    for (int k = 1; k <= KoalaBear.TWO_ADICITY; k++) {
      assertThat(KoalaBear.square(KoalaBear.rootOfUnity(k)))
          .isEqualTo(KoalaBear.rootOfUnity(k - 1));
    }
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatThrownBy(() -> KoalaBear.inverse(0)).hasMessageContaining("zero");
    assertThatThrownBy(() -> KoalaBear.rootOfUnity(25)).hasMessageContaining("2^25");
    assertThatThrownBy(() -> KoalaBear.rootOfUnity(-1)).hasMessageContaining("logOrder");
    assertThatThrownBy(() -> KoalaBear.pow(1, -1)).hasMessageContaining("exponent");
    assertThat(KoalaBear.isCanonical(KoalaBear.P)).isFalse();
    assertThat(KoalaBear.isCanonical(-1)).isFalse();
  }

  private static int element(RandomGenerator random) {
    return random.nextInt(KoalaBear.P);
  }
}
