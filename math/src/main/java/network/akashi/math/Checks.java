package network.akashi.math;

/** Argument checks whose messages name the argument and say what is wrong with it. */
final class Checks {
  private Checks() {}

  /** That {@code count} elements from {@code at} on lie inside the array. */
  static void range(String name, int[] array, int at, int count) {
    if (count < 0) {
      throw new IllegalArgumentException("count: must not be negative, is " + count);
    }
    fits(name, array.length, at, count);
  }

  /** That {@code count} words from {@code at} on lie inside the array. */
  static void range(String name, long[] array, int at, int count) {
    fits(name, array.length, at, count);
  }

  /** That {@code count} blocks of {@code size} elements from {@code at} on lie inside the array. */
  static void blocks(String name, int[] array, int at, int count, int size) {
    if (count < 0) {
      throw new IllegalArgumentException("count: must not be negative, is " + count);
    }
    fits(name, array.length, at, (long) count * size);
  }

  private static void fits(String name, int length, int at, long count) {
    if (at < 0 || at > length - count) {
      throw new IllegalArgumentException(
          "%s: %d elements from offset %d do not fit an array of %d"
              .formatted(name, count, at, length));
    }
  }

  /**
   * That {@code out} either is the operand, element for element, or shares nothing with it: kernels
   * read ahead of where they write.
   */
  @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
  static void sameOrApart(String name, int[] array, int at, int[] out, int outAt, int count) {
    if (array == out && at != outAt && Math.abs((long) at - outAt) < count) {
      throw new IllegalArgumentException(
          "out: offset %d overlaps %s at offset %d of the same array (%d elements); "
                  .formatted(outAt, name, at, count)
              + "write over it exactly or apart from it");
    }
  }

  /** That {@code out} shares no element with the operand. */
  @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
  static void apart(
      String name, int[] array, int at, int count, int[] out, int outAt, int outCount) {
    if (array == out && at < (long) outAt + outCount && outAt < (long) at + count) {
      throw new IllegalArgumentException(
          "out: %d elements at offset %d overlap the %d elements of %s at offset %d"
              .formatted(outCount, outAt, count, name, at));
    }
  }

  static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s: must be at least %d, is %d".formatted(name, least, value));
    }
  }

  static void powerOfTwo(String name, int value) {
    if (value < 1 || (value & (value - 1)) != 0) {
      throw new IllegalArgumentException(
          "%s: must be a power of two, is %d".formatted(name, value));
    }
  }

  static void canonical(String name, int value) {
    if (!KoalaBear.isCanonical(value)) {
      throw new IllegalArgumentException(
          "%s: field elements lie in [0, %d), this is %d".formatted(name, KoalaBear.P, value));
    }
  }
}
