package network.akashi.math;

import static network.akashi.math.KoalaBear.P;

/**
 * A factor prepared for being multiplied with many elements.
 *
 * <p>For an integer {@code w} in {@code [0, p)} let {@code w' = ⌊w·2^32/p⌋}. For any {@code x} in
 * {@code [0, 2^32)} the quotient {@code q = ⌊x·w'/2^32⌋} is {@code ⌊x·w/p⌋} or one less, so {@code
 * x·w − q·p} lies in {@code [0, 2p)}, fits 32 bits, and needs only the low halves of both products
 * (Shoup; Harvey 2014, "Faster arithmetic for number-theoretic transforms", section 3). That is two
 * products fewer than a Montgomery product. {@code w} is the plain integer: the form of {@code x},
 * Montgomery or not, carries over to the result.
 *
 * @param factor {@code w}
 * @param quotient {@code w'}, an unsigned 32-bit integer
 */
record ShoupFactor(int factor, int quotient) {
  /** {@code 2^32 mod p}: integers become elements. */
  static final ShoupFactor INTO_MONTGOMERY = ofInteger(KoalaBear.ONE);

  /** {@code 2^-32 mod p}: elements become integers. */
  static final ShoupFactor OUT_OF_MONTGOMERY = ofInteger(KoalaBear.toInt(1));

  /** For the factor {@code element}, in Montgomery form. */
  static ShoupFactor of(int element) {
    return ofInteger(KoalaBear.toInt(element));
  }

  private static ShoupFactor ofInteger(int w) {
    return new ShoupFactor(w, (int) (((long) w << 32) / P));
  }

  /** {@code x·w mod p} for any 32 bits {@code x}, taken as unsigned. */
  int times(int x) {
    int q = (int) (((x & 0xffff_ffffL) * (quotient & 0xffff_ffffL)) >>> 32);
    int r = x * factor - q * P;
    return Integer.compareUnsigned(r, P) >= 0 ? r - P : r;
  }
}
