package network.akashi.math;

import java.util.Arrays;

/**
 * Some rows of a committed matrix and what it takes to check them: the rows in ascending order of
 * their indices, each once, and the siblings in the order of {@link MerkleSchedule}.
 *
 * <p>The indices are not part of it: a verifier knows which rows it asked for. Openings that come
 * from someone else may hold anything; {@link MerkleVerifier} checks them.
 */
public final class MerkleOpening {
  private final int[] rows;
  private final int[] siblings;

  /** An opening with the given elements, which are copied. */
  public MerkleOpening(int[] rows, int[] siblings) {
    this.rows = rows.clone();
    this.siblings = siblings.clone();
  }

  /** The elements of all rows, row after row; a copy. */
  public int[] rows() {
    return rows.clone();
  }

  /** The elements of all siblings, digest after digest; a copy. */
  public int[] siblings() {
    return siblings.clone();
  }

  /**
   * Copies one row of an opening that has been accepted.
   *
   * @param position which row; see {@link MerkleIndices#positionOf}
   * @throws IllegalArgumentException if there is no such row
   */
  public int[] row(int position, int width) {
    Checks.atLeast("width", width, 1);
    if (position < 0 || position >= rows.length / width) {
      throw new IllegalArgumentException(
          "position: there are %d rows, asked for row %d".formatted(rows.length / width, position));
    }
    return Arrays.copyOfRange(rows, position * width, (position + 1) * width);
  }

  /** The arrays themselves, which nobody changes. */
  int[] rawRows() {
    return rows;
  }

  int[] rawSiblings() {
    return siblings;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MerkleOpening that
        && Arrays.equals(rows, that.rows)
        && Arrays.equals(siblings, that.siblings);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(rows) + Arrays.hashCode(siblings);
  }
}
