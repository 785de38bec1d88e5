package network.akashi.math;

import java.util.Arrays;
import java.util.Objects;

/**
 * A view of extension elements held as a structure of arrays inside an {@code int[]}.
 *
 * <pre>
 *   planes:  … │ c0 of elements 0 … length−1 │ gap │ c1 of elements 0 … length−1 │ gap │ … c4 │ …
 *              ↑ offset                             ↑ offset + stride
 * </pre>
 *
 * <p>Slices share the array: what is written through one is seen through the other. Making a view
 * costs a few words; kernels take views so that lengths and bounds are checked where a view is made
 * and not at each use.
 */
public final class Ext5Array {
  /** From this length on, {@link #allocate} leaves a gap between planes. */
  private static final int GAP_FROM = 1024;

  /**
   * Five cache lines. Planes a power of two apart would compete for the same sets of the L1 cache,
   * and a store would seem to depend on loads of the other planes, 4 KiB away.
   */
  private static final int GAP = 80;

  private final int[] planes;
  private final int offset;
  private final int stride;
  private final int length;

  private Ext5Array(int[] planes, int offset, int stride, int length) {
    this.planes = planes;
    this.offset = offset;
    this.stride = stride;
    this.length = length;
  }

  /**
   * A view of {@code length} elements whose coefficient j of element i is at {@code offset +
   * j·stride + i}.
   *
   * @throws IllegalArgumentException if planes overlap or do not fit the array
   */
  public static Ext5Array of(int[] planes, int offset, int stride, int length) {
    Objects.requireNonNull(planes, "planes");
    Checks.atLeast("length", length, 0);
    Checks.atLeast("stride", stride, length);
    Checks.atLeast("offset", offset, 0);
    long end = offset + (Ext5.DEGREE - 1L) * stride + length;
    if (end > planes.length) {
      throw new IllegalArgumentException(
          "planes: 5 planes of %d elements, %d apart, from offset %d end at %d, the array at %d"
              .formatted(length, stride, offset, end, planes.length));
    }
    return new Ext5Array(planes, offset, stride, length);
  }

  /** A new array of {@code length} zeros. */
  public static Ext5Array allocate(int length) {
    Checks.atLeast("length", length, 0);
    return new Ext5Array(new int[intsFor(length)], 0, strideFor(length), length);
  }

  /** A view of {@code length} elements over a buffer of {@link #intsFor} ints. */
  static Ext5Array over(int[] buffer, int length) {
    return of(buffer, 0, strideFor(length), length);
  }

  /** How many ints {@code length} elements take, gaps included. */
  static int intsFor(int length) {
    return Math.toIntExact((Ext5.DEGREE - 1L) * strideFor(length) + length);
  }

  private static int strideFor(int length) {
    return length < GAP_FROM ? length : length + GAP;
  }

  /** How many elements this is. */
  public int length() {
    return length;
  }

  /** The array that holds the planes. */
  public int[] planes() {
    return planes;
  }

  /** Where coefficient {@code j} of element 0 is, {@code 0 ≤ j < 5}. */
  public int plane(int j) {
    Objects.checkIndex(j, Ext5.DEGREE);
    return offset + j * stride;
  }

  /** Distance from a coefficient to the next one of the same element. */
  public int stride() {
    return stride;
  }

  /** Element {@code i}. */
  public Ext5 get(int i) {
    Objects.checkIndex(i, length);
    return Ext5.load(planes, offset, stride, i);
  }

  /** Sets element {@code i}. */
  public void set(int i, Ext5 value) {
    Objects.checkIndex(i, length);
    value.store(planes, offset, stride, i);
  }

  /** The elements {@code from ≤ i < from + count}. */
  public Ext5Array slice(int from, int count) {
    if (from < 0 || count < 0 || from > length - count) {
      throw new IllegalArgumentException(
          "slice: %d elements from %d on do not fit %d elements".formatted(count, from, length));
    }
    return new Ext5Array(planes, offset + from, stride, count);
  }

  /** The first half: where the top variable of a multilinear polynomial is 0. */
  public Ext5Array lowHalf() {
    return slice(0, evenLength() / 2);
  }

  /** The second half: where the top variable of a multilinear polynomial is 1. */
  public Ext5Array highHalf() {
    return slice(evenLength() / 2, length / 2);
  }

  /** Copies {@code source}, of the same length, into this. */
  public void copyFrom(Ext5Array source) {
    if (source.length != length) {
      throw new IllegalArgumentException(
          "source: has %d elements, this has %d".formatted(source.length, length));
    }
    for (int j = 0; j < Ext5.DEGREE; j++) {
      System.arraycopy(source.planes, source.plane(j), planes, plane(j), length);
    }
  }

  /** Sets this to the base-field elements from {@code at} on, as extension elements. */
  public void copyFromBase(int[] elements, int at) {
    Checks.range("elements", elements, at, length);
    System.arraycopy(elements, at, planes, offset, length);
    for (int j = 1; j < Ext5.DEGREE; j++) {
      Arrays.fill(planes, plane(j), plane(j) + length, 0);
    }
  }

  /** Whether {@code other} is a view of exactly the same elements, or of none of them. */
  @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
  boolean isSameOrApartFrom(Ext5Array other) {
    if (planes != other.planes || (offset == other.offset && stride == other.stride)) {
      return true;
    }
    for (int j = 0; j < Ext5.DEGREE; j++) {
      for (int k = 0; k < Ext5.DEGREE; k++) {
        if (overlap(plane(j), length, other.plane(k), other.length)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether a range of base-field elements shares nothing with this. */
  @SuppressWarnings("ReferenceEquality") // the same array, not an equal one
  boolean isApartFrom(int[] array, int at, int count) {
    if (planes != array) {
      return true;
    }
    for (int j = 0; j < Ext5.DEGREE; j++) {
      if (overlap(plane(j), length, at, count)) {
        return false;
      }
    }
    return true;
  }

  private static boolean overlap(int a, int aCount, int b, int bCount) {
    return a < (long) b + bCount && b < (long) a + aCount;
  }

  private int evenLength() {
    if (length % 2 != 0) {
      throw new IllegalStateException("%d elements have no halves".formatted(length));
    }
    return length;
  }
}
