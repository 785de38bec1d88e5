package network.akashi.zkvm.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class ModularMultiplierTest {
  private static final BigInteger ONE = BigInteger.ONE;
  private static final BigInteger TOP = ONE.shiftLeft(256);
  private static final BigInteger SECP256K1_FIELD =
      TOP.subtract(BigInteger.valueOf(0x1_0000_03d1L));
  private static final BigInteger SECP256K1_ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private final ModularMultiplier multiplier = new ModularMultiplier();

  @Test
  void agreesWithIntegersAtTheEdges() {
    List<BigInteger> edges = new ArrayList<>(List.of(BigInteger.ZERO, ONE));
    for (int bits : new int[] {32, 64, 128, 191, 192, 193, 255, 256}) {
      BigInteger power = ONE.shiftLeft(bits);
      edges.addAll(List.of(power.subtract(ONE), power, power.add(ONE)));
    }
    edges.removeIf(edge -> edge.bitLength() > 256);
    for (BigInteger m : edges) {
      for (BigInteger a : edges) {
        for (BigInteger b : edges) {
          if (m.signum() != 0) {
            check(a, b, edges.getLast(), m);
            check(a, b, BigInteger.ZERO, m);
          }
        }
      }
    }
  }

  @Test
  void agreesWithIntegersAnywhere() {
    ForAll.cases(
        2000,
        random -> {
          BigInteger m = integer(random, 256).shiftRight(random.nextInt(256)).max(ONE);
          for (int i = 0; i < 5; i++) {
            check(integer(random, 256), integer(random, 256), integer(random, 256), m);
          }
        });
  }

  /** Whatever the ways to reduce do, they do it for dividends just around a multiple, too. */
  @Test
  void reducesAnythingByAnything() {
    ForAll.cases(
        200,
        random -> {
          for (BigInteger m : moduli(random)) {
            BigInteger multiple = integer(random, 512).divide(m).multiply(m);
            for (int i = -2; i <= 2; i++) {
              reduces(multiple.add(BigInteger.valueOf(i)), m);
            }
            reduces(integer(random, 512), m);
            reduces(integer(random, random.nextInt(512)), m);
            reduces(TOP.multiply(m).subtract(integer(random, 256)), m);
            reduces(TOP.multiply(m).add(integer(random, 256)), m);
          }
          reduces(TOP.multiply(TOP).subtract(ONE), integer(random, 256).max(ONE));
        });
  }

  /** The upper half folded in may overflow; that takes a lower half that hardly ever comes up. */
  @Test
  void foldsThatOverflow() {
    ForAll.cases(
        200,
        random -> {
          BigInteger c = new BigInteger(1 + random.nextInt(64), random(random)).max(ONE);
          BigInteger m = TOP.subtract(c);
          BigInteger upper = integer(random, 256);
          BigInteger carried = upper.multiply(c).shiftRight(256).multiply(c);
          for (BigInteger at : List.of(BigInteger.ZERO, c, carried, carried.add(c))) {
            for (int i = -1; i <= 1; i++) {
              BigInteger lower =
                  upper.multiply(c).add(at).add(BigInteger.valueOf(i)).negate().mod(TOP);
              reduces(upper.multiply(TOP).add(lower), m);
            }
          }
        });
  }

  /** Zero is no modulus; calls with it trap before it gets here. */
  @Test
  void zeroIsNoModulus() {
    assertThatThrownBy(() -> check(ONE, ONE, ONE, BigInteger.ZERO))
        .isInstanceOf(ArithmeticException.class);
    long[] zero = new long[Integer256.WORDS];
    assertThatThrownBy(() -> multiplier.multiplyAdd(zero, zero, zero, zero))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Moduli that fall into one place of the table, and the same low words with other high ones. */
  @Test
  void moduliAreToldApart() {
    for (int round = 0; round < 2; round++) {
      for (int word = 0; word < Integer256.WORDS; word++) {
        for (int i = 0; i < 64; i++) {
          BigInteger m = BigInteger.valueOf(5).add(BigInteger.valueOf(i).shiftLeft(64 * word));
          check(TOP.subtract(ONE), TOP.subtract(BigInteger.TWO), ONE, m);
        }
      }
    }
  }

  @Test
  void operandsMayOverlapAndLieAnywhere() {
    long[] words = new long[12];
    BigInteger a = new BigInteger("123456789abcdef0fedcba98765432100123456789abcdef", 16);
    BigInteger m = SECP256K1_FIELD;
    System.arraycopy(Modulus.words(a), 0, words, 3, 4);
    System.arraycopy(Modulus.words(m), 0, words, 7, 4);
    multiplier.multiplyAdd(words, 3, words, 3, words, 3, words, 7, words, 3);
    assertThat(words).startsWith(0, 0, 0).endsWith(0);
    long[] result = new long[4];
    System.arraycopy(words, 3, result, 0, 4);
    assertThat(result).isEqualTo(Modulus.words(a.multiply(a).add(a).mod(m)));
    multiplier.multiplyAdd(words, 3, words, 3, words, 3, words, 7, words, 7);
    System.arraycopy(words, 7, result, 0, 4);
    BigInteger b = a.multiply(a).add(a).mod(m);
    assertThat(result).isEqualTo(Modulus.words(b.multiply(b).add(b).mod(m)));
  }

  private static List<BigInteger> moduli(RandomGenerator random) {
    List<BigInteger> moduli =
        new ArrayList<>(List.of(ONE, BigInteger.TWO, SECP256K1_FIELD, SECP256K1_ORDER));
    // the largest that is not folded
    moduli.add(TOP.subtract(ONE.shiftLeft(64)));
    for (int i = 0; i < 3; i++) {
      // near 2^256 and near 2^k, even and odd, of any length
      moduli.add(TOP.subtract(integer(random, 1 + random.nextInt(255)).max(ONE)));
      moduli.add(ONE.shiftLeft(random.nextInt(256)).add(integer(random, random.nextInt(64))));
      moduli.add(integer(random, 1 + random.nextInt(256)).clearBit(0).max(BigInteger.TWO));
      moduli.add(integer(random, 1 + random.nextInt(256)).setBit(0));
    }
    moduli.removeIf(m -> m.bitLength() > 256);
    return moduli;
  }

  private static BigInteger integer(RandomGenerator random, int bits) {
    return new BigInteger(bits, random(random));
  }

  private static Random random(RandomGenerator random) {
    return Random.from(random);
  }

  private static void reduces(BigInteger product, BigInteger m) {
    BigInteger dividend = product.mod(TOP.multiply(TOP));
    long[] words = new long[2 * Integer256.WORDS];
    for (int i = 0; i < words.length; i++) {
      words[i] = dividend.shiftRight(64 * i).longValue();
    }
    long[] result = new long[Integer256.WORDS];
    Modulus.of(Modulus.words(m), 0).reduce(words, result, 0);
    assertThat(result).as("%x mod %x", dividend, m).isEqualTo(Modulus.words(dividend.mod(m)));
  }

  private void check(BigInteger a, BigInteger b, BigInteger c, BigInteger m) {
    long[] expected = Modulus.words(a.multiply(b).add(c).mod(m));
    assertThat(
            multiplier.multiplyAdd(
                Modulus.words(a), Modulus.words(b), Modulus.words(c), Modulus.words(m)))
        .as("%x·%x + %x mod %x", a, b, c, m)
        .isEqualTo(expected);
  }
}
