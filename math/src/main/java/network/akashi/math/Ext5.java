package network.akashi.math;

import static network.akashi.math.KoalaBear.P;

/**
 * One element of the quintic extension {@code F_p[X] / (X^5 + X^2 − 1)} of KoalaBear, about 154.9
 * bits; all challenges live here.
 *
 * <p>The element is {@code c0 + c1·X + … + c4·X^4} with coefficients in Montgomery form. Since
 * {@code X^5 = 1 − X^2}, a product's coefficients of degree 5 to 8 fold down by
 *
 * <pre>
 *   X^5 = 1 − X^2     X^6 = X − X^3     X^7 = X^2 − X^4     X^8 = X^3 + X^2 − 1
 * </pre>
 *
 * <p>This is the scalar reference. Bulk work is done on structures of arrays by the kernels of the
 * vector provider.
 */
public record Ext5(int c0, int c1, int c2, int c3, int c4) {
  /** Degree over the base field: coefficients per element. */
  public static final int DEGREE = 5;

  public static final Ext5 ZERO = new Ext5(0, 0, 0, 0, 0);
  public static final Ext5 ONE = new Ext5(KoalaBear.ONE, 0, 0, 0, 0);

  /** The generator {@code X} of the extension. */
  public static final Ext5 X = new Ext5(0, KoalaBear.ONE, 0, 0, 0);

  /** Images {@code X^(p·i)} of the basis under the Frobenius map, {@code i} = 1 … 4. */
  private static final Ext5[] FROBENIUS = frobeniusOfBasis();

  private static final long TWO_P_SQUARED = 2L * P * P;

  /** The base-field element {@code a} (Montgomery form) as an extension element. */
  public static Ext5 of(int a) {
    return new Ext5(a, 0, 0, 0, 0);
  }

  /**
   * Element {@code index} of a structure of arrays: coefficient j at {@code offset+j·stride+index}.
   */
  public static Ext5 load(int[] planes, int offset, int stride, int index) {
    int at = offset + index;
    return new Ext5(
        planes[at],
        planes[at + stride],
        planes[at + 2 * stride],
        planes[at + 3 * stride],
        planes[at + 4 * stride]);
  }

  /** Writes this element at {@code index} of a structure of arrays; see {@link #load}. */
  public void store(int[] planes, int offset, int stride, int index) {
    int at = offset + index;
    planes[at] = c0;
    planes[at + stride] = c1;
    planes[at + 2 * stride] = c2;
    planes[at + 3 * stride] = c3;
    planes[at + 4 * stride] = c4;
  }

  /** Coefficient {@code i} in Montgomery form, {@code 0 ≤ i < 5}. */
  public int coefficient(int i) {
    return switch (i) {
      case 0 -> c0;
      case 1 -> c1;
      case 2 -> c2;
      case 3 -> c3;
      case 4 -> c4;
      default -> throw new IllegalArgumentException("i: a coefficient index is 0 to 4, is " + i);
    };
  }

  public Ext5 add(Ext5 b) {
    return new Ext5(
        KoalaBear.add(c0, b.c0),
        KoalaBear.add(c1, b.c1),
        KoalaBear.add(c2, b.c2),
        KoalaBear.add(c3, b.c3),
        KoalaBear.add(c4, b.c4));
  }

  public Ext5 sub(Ext5 b) {
    return new Ext5(
        KoalaBear.sub(c0, b.c0),
        KoalaBear.sub(c1, b.c1),
        KoalaBear.sub(c2, b.c2),
        KoalaBear.sub(c3, b.c3),
        KoalaBear.sub(c4, b.c4));
  }

  public Ext5 neg() {
    return ZERO.sub(this);
  }

  /** The product with a base-field element. */
  public Ext5 scale(int b) {
    return new Ext5(
        KoalaBear.mul(c0, b),
        KoalaBear.mul(c1, b),
        KoalaBear.mul(c2, b),
        KoalaBear.mul(c3, b),
        KoalaBear.mul(c4, b));
  }

  /**
   * The product.
   *
   * <p>Row {@code k} of the matrix of multiplication by {@code b} gives output coefficient {@code
   * k} as a dot product of five terms (see {@link #dot5}); reduction happens once per coefficient.
   */
  public Ext5 mul(Ext5 b) {
    int b1 = b.c1;
    int b2 = b.c2;
    int b3 = b.c3;
    int b4 = b.c4;
    int b0m3 = KoalaBear.sub(b.c0, b3);
    int b1m4 = KoalaBear.sub(b1, b4);
    int b4m2 = KoalaBear.sub(b4, b2);
    return new Ext5(
        dot5(c0, b.c0, c1, b4, c2, b3, c3, b2, c4, b1m4),
        dot5(c0, b1, c1, b.c0, c2, b4, c3, b3, c4, b2),
        dot5(c0, b2, c1, b1m4, c2, b0m3, c3, b4m2, c4, KoalaBear.sub(b3, b1m4)),
        dot5(c0, b3, c1, b2, c2, b1m4, c3, b0m3, c4, b4m2),
        dot5(c0, b4, c1, b3, c2, b2, c3, b1m4, c4, b0m3));
  }

  /**
   * {@code (a0·b0 + … + a4·b4)·2^-32 mod p} for canonical operands.
   *
   * <p>Bounds: a product is at most {@code (p−1)^2 < 2^62}, so the sum of two is below {@code 2p²},
   * and {@code 2p² < 2^63}. After each two further terms the sum is below {@code 4p² < 2^64} and is
   * folded to below {@code 2p²} by one unsigned conditional subtraction; the last fold is to below
   * {@code p²}, which is less than the {@code p·2^32} that {@link KoalaBear#reduce} asks for.
   */
  private static int dot5(
      int a0, int b0, int a1, int b1, int a2, int b2, int a3, int b3, int a4, int b4) {
    long s = foldOnce((long) a0 * b0 + (long) a1 * b1 + (long) a2 * b2 + (long) a3 * b3);
    s = foldOnce(s + (long) a4 * b4);
    long half = s - TWO_P_SQUARED / 2;
    return KoalaBear.reduce(half >= 0 ? half : s);
  }

  private static long foldOnce(long s) {
    return Long.compareUnsigned(s, TWO_P_SQUARED) >= 0 ? s - TWO_P_SQUARED : s;
  }

  public Ext5 square() {
    return mul(this);
  }

  /** {@code this^exponent} for {@code exponent ≥ 0}. */
  public Ext5 pow(long exponent) {
    if (exponent < 0) {
      throw new IllegalArgumentException("exponent: must not be negative, is " + exponent);
    }
    Ext5 result = ONE;
    Ext5 base = this;
    for (long e = exponent; e != 0; e >>>= 1) {
      if ((e & 1) != 0) {
        result = result.mul(base);
      }
      base = base.square();
    }
    return result;
  }

  /** {@code this^p}, a linear map over the base field. */
  public Ext5 frobenius() {
    return of(c0)
        .add(FROBENIUS[0].scale(c1))
        .add(FROBENIUS[1].scale(c2))
        .add(FROBENIUS[2].scale(c3))
        .add(FROBENIUS[3].scale(c4));
  }

  /**
   * The multiplicative inverse, by the norm: {@code a·a^(p+p²+p³+p⁴)} lies in the base field (Itoh
   * and Tsujii 1988).
   *
   * @throws ArithmeticException if this is zero
   */
  public Ext5 inverse() {
    if (isZero()) {
      throw new ArithmeticException("zero has no inverse");
    }
    Ext5 first = frobenius();
    Ext5 firstTwo = first.mul(first.frobenius());
    Ext5 conjugates = firstTwo.mul(firstTwo.frobenius().frobenius());
    int norm = mul(conjugates).c0;
    return conjugates.scale(KoalaBear.inverse(norm));
  }

  public boolean isZero() {
    return (c0 | c1 | c2 | c3 | c4) == 0;
  }

  private static Ext5[] frobeniusOfBasis() {
    Ext5 image = X.pow(P);
    Ext5[] images = new Ext5[DEGREE - 1];
    images[0] = image;
    for (int i = 1; i < images.length; i++) {
      images[i] = images[i - 1].mul(image);
    }
    return images;
  }
}
