package network.akashi.math;

/**
 * The KoalaBear prime field, {@code p = 2^31 − 2^24 + 1}, one element at a time.
 *
 * <p>Elements are {@code int}s in {@code [0, p)} in Montgomery form with {@code R = 2^32}: the
 * integer {@code a} is stored as {@code a·R mod p}. All methods take and return canonical
 * representatives; none allocates. They are the readable reference that the vector kernels are
 * tested against, and what the verifier runs on.
 *
 * <p>The multiplicative group has order {@code 2^24 · 127}; the field has two-adicity 24, and since
 * {@code gcd(3, p − 1) = 1} cubing is a permutation (the S-box of Poseidon2).
 */
public final class KoalaBear {
  /** The prime, 2130706433. */
  public static final int P = 0x7f000001;

  /** {@code p^-1 mod 2^32}, for Montgomery reduction in the subtracting form. */
  public static final int MU = 0x81000001;

  /** Largest {@code k} such that {@code 2^k} divides {@code p − 1}. */
  public static final int TWO_ADICITY = 24;

  public static final int ZERO = 0;

  /** The integer 1, in Montgomery form. */
  public static final int ONE = 0x01fffffe;

  /** The integer 3, which generates the multiplicative group, in Montgomery form. */
  public static final int GENERATOR = 0x05fffffa;

  /** {@code R^2 mod p}, which takes a canonical integer to Montgomery form in one product. */
  private static final int R2 = 0x17f7efe4;

  private static final long U32 = 0xffff_ffffL;

  private KoalaBear() {}

  public static int add(int a, int b) {
    int sum = a + b - P;
    return sum + (P & (sum >> 31));
  }

  public static int sub(int a, int b) {
    int difference = a - b;
    return difference + (P & (difference >> 31));
  }

  public static int neg(int a) {
    return sub(0, a);
  }

  public static int mul(int a, int b) {
    return reduce((long) a * b);
  }

  public static int square(int a) {
    return mul(a, a);
  }

  /**
   * Montgomery reduction, {@code x·2^-32 mod p}, for {@code 0 ≤ x < p·2^32}.
   *
   * <p>With {@code q = x·p^-1 mod 2^32} the low halves of {@code x} and {@code q·p} agree, so their
   * difference is a multiple of {@code 2^32}, and the quotient lies in {@code (−p, p)}.
   */
  public static int reduce(long x) {
    int q = (int) x * MU;
    int t = (int) ((x - (q & U32) * P) >> 32);
    return t + (P & (t >> 31));
  }

  /** {@code a^exponent}, for any {@code exponent ≥ 0}; {@code 0^0 = 1}. */
  public static int pow(int a, long exponent) {
    if (exponent < 0) {
      throw new IllegalArgumentException("exponent: must not be negative, is " + exponent);
    }
    int result = ONE;
    int base = a;
    for (long e = exponent; e != 0; e >>>= 1) {
      if ((e & 1) != 0) {
        result = mul(result, base);
      }
      base = square(base);
    }
    return result;
  }

  /** {@code a·2^exponent}. */
  public static int mulByPowerOfTwo(int a, int exponent) {
    return mul(a, pow(fromInt(2), exponent));
  }

  /**
   * The multiplicative inverse.
   *
   * @throws ArithmeticException if {@code a} is zero
   */
  public static int inverse(int a) {
    if (a == 0) {
      throw new ArithmeticException("a: zero has no inverse");
    }
    return pow(a, P - 2L);
  }

  /** Half of {@code a}. */
  public static int halve(int a) {
    return (a + (P & -(a & 1))) >>> 1;
  }

  /** The element for any integer, reduced mod p. */
  public static int fromLong(long value) {
    return mul((int) Math.floorMod(value, (long) P), R2);
  }

  /** The element for any integer, reduced mod p. */
  public static int fromInt(int value) {
    return fromLong(value);
  }

  /** The integer in {@code [0, p)} that the element {@code a} stands for. */
  public static int toInt(int a) {
    return reduce(a);
  }

  /** Whether {@code a} is a valid representation: an integer in {@code [0, p)}. */
  public static boolean isCanonical(int a) {
    return a >= 0 && a < P;
  }

  /**
   * A primitive root of unity of order {@code 2^logOrder}; roots of different orders fit together:
   * squaring the one of order {@code 2^k} gives the one of order {@code 2^(k−1)}.
   *
   * @throws IllegalArgumentException unless {@code 0 ≤ logOrder ≤ 24}
   */
  public static int rootOfUnity(int logOrder) {
    if (logOrder < 0 || logOrder > TWO_ADICITY) {
      throw new IllegalArgumentException(
          "logOrder: the field has roots of unity of order 2^0 to 2^%d, asked for 2^%d"
              .formatted(TWO_ADICITY, logOrder));
    }
    return pow(GENERATOR, (P - 1L) >> logOrder);
  }
}
