package network.akashi.math;

import java.util.Arrays;

/** The leaves that are opened together: a set of indices in ascending order, each once. */
public final class MerkleIndices {
  private final int[] sorted;

  private MerkleIndices(int[] sorted) {
    this.sorted = sorted;
  }

  /** The set of the given indices, which may come in any order and more than once. */
  public static MerkleIndices of(int... indices) {
    return new MerkleIndices(Arrays.stream(indices).sorted().distinct().toArray());
  }

  /** Number of different indices. */
  public int count() {
    return sorted.length;
  }

  /** The index at {@code position}, counted from the smallest one. */
  public int get(int position) {
    return sorted[position];
  }

  /**
   * Where {@code index} stands in the set: the number of its row in an opening.
   *
   * @throws IllegalArgumentException if it is not in the set
   */
  public int positionOf(int index) {
    int position = Arrays.binarySearch(sorted, index);
    if (position < 0) {
      throw new IllegalArgumentException(
          "index: leaf %d is not among the %d opened ones".formatted(index, sorted.length));
    }
    return position;
  }

  boolean allBelow(int bound) {
    return sorted.length == 0 || (sorted[0] >= 0 && sorted[sorted.length - 1] < bound);
  }

  int[] toArray() {
    return sorted.clone();
  }
}
