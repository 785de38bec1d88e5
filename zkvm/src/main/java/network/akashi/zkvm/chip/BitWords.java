package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.AirBuilder;

/** Words of 32 bits as lists of bits, the lowest first, and the functions of FIPS 180-4 on them. */
final class BitWords {
  static final int BITS = 32;
  private static final int HALF = 16;

  private BitWords() {}

  /** The bit of {@code word} that a rotation to the right by {@code distance} puts at {@code i}. */
  private static <E> E rotated(List<E> word, int i, int distance) {
    return word.get((i + distance) % BITS);
  }

  /** The xor of two rotations to the right and a third one, or a shift to the right. */
  static <E> List<E> sigma(
      AirBuilder<E> b, List<E> word, int first, int second, int third, boolean shifts) {
    List<E> result = new ArrayList<>();
    for (int i = 0; i < BITS; i++) {
      E two = xor(b, rotated(word, i, first), rotated(word, i, second));
      boolean isOut = shifts && i + third >= BITS;
      result.add(isOut ? two : xor(b, two, rotated(word, i, third)));
    }
    return result;
  }

  private static <E> E xor(AirBuilder<E> b, E x, E y) {
    E both = b.mul(x, y);
    return b.sub(b.add(x, y), b.add(both, both));
  }

  /** Bits of y where x is 1, of z where it is 0. */
  static <E> List<E> choose(AirBuilder<E> b, List<E> x, List<E> y, List<E> z) {
    List<E> result = new ArrayList<>();
    for (int i = 0; i < BITS; i++) {
      result.add(b.add(z.get(i), b.mul(x.get(i), b.sub(y.get(i), z.get(i)))));
    }
    return result;
  }

  /** What at least two of three say. */
  static <E> List<E> majority(AirBuilder<E> b, List<E> x, List<E> y, List<E> z) {
    List<E> result = new ArrayList<>();
    for (int i = 0; i < BITS; i++) {
      E both = b.mul(x.get(i), y.get(i));
      E either = b.sub(b.add(x.get(i), y.get(i)), b.add(both, both));
      result.add(b.add(both, b.mul(z.get(i), either)));
    }
    return result;
  }

  /** The lower or the upper 16 bits as an integer. */
  static <E> E half(AirBuilder<E> b, List<E> word, int half) {
    return integer(b, word.subList(HALF * half, HALF * (half + 1)));
  }

  /**
   * The limb of memory whose two bytes are those of a big-endian word, from the first or third on.
   */
  static <E> E bigEndianLimb(AirBuilder<E> b, List<E> word, int limb) {
    int high = BITS - HALF * limb;
    List<E> bits = new ArrayList<>(word.subList(high - 8, high));
    bits.addAll(word.subList(high - HALF, high - 8));
    return integer(b, bits);
  }

  static <E> E integer(AirBuilder<E> b, List<E> bits) {
    E sum = b.constant(0);
    for (int i = 0; i < bits.size(); i++) {
      sum = b.add(sum, b.mul(b.constant(1L << i), bits.get(i)));
    }
    return sum;
  }
}
