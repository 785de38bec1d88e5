package network.akashi.math;

import java.util.Arrays;
import java.util.List;

/**
 * Checks openings of Merkle trees of one shape over rows of one width.
 *
 * <p>Total: whatever the opening, the cap and the indices hold, the answer is a {@link
 * MerkleVerdict}. There is one way only to write an opening, so nobody can turn an accepted one
 * into another. Levels are compressed one after the other, so the kernels see many pairs at once.
 */
public final class MerkleVerifier {
  private final MerkleHash hash;
  private final MerkleShape shape;
  private final int rowWidth;

  /**
   * A verifier for trees over {@code shape.leaves()} rows of {@code rowWidth} elements.
   *
   * @throws IllegalArgumentException unless {@code rowWidth ≥ 1}
   */
  public MerkleVerifier(MerkleHash hash, MerkleShape shape, int rowWidth) {
    Checks.atLeast("rowWidth", rowWidth, 1);
    this.hash = hash;
    this.shape = shape;
    this.rowWidth = rowWidth;
  }

  /**
   * Whether {@code opening} holds the rows at {@code indices} that {@code cap} commits to.
   *
   * @param indices any order, repetitions allowed: a row asked for twice is in the opening once
   */
  public MerkleVerdict verify(MerkleCap cap, int[] indices, MerkleOpening opening) {
    MerkleIndices distinct = MerkleIndices.of(indices);
    if (distinct.count() == 0) {
      return MerkleVerdict.NO_INDICES;
    }
    if (!distinct.allBelow(shape.leaves())) {
      return MerkleVerdict.INDEX_OUT_OF_RANGE;
    }
    if (cap.raw().length != shape.capSize() * hash.digestLength()) {
      return MerkleVerdict.CAP_LENGTH;
    }
    if (!areCanonical(cap.raw())) {
      return MerkleVerdict.CAP_NOT_CANONICAL;
    }
    if (opening.rawRows().length != (long) distinct.count() * rowWidth) {
      return MerkleVerdict.ROWS_LENGTH;
    }
    if (!areCanonical(opening.rawRows())) {
      return MerkleVerdict.ROW_NOT_CANONICAL;
    }
    MerkleSchedule schedule = new MerkleSchedule(shape, distinct);
    if (opening.rawSiblings().length != (long) schedule.siblings() * hash.digestLength()) {
      return MerkleVerdict.SIBLINGS_LENGTH;
    }
    if (!areCanonical(opening.rawSiblings())) {
      return MerkleVerdict.SIBLING_NOT_CANONICAL;
    }
    int[] reached = climb(schedule, opening);
    return isInCap(schedule, reached, cap.raw())
        ? MerkleVerdict.ACCEPTED
        : MerkleVerdict.CAP_MISMATCH;
  }

  /**
   * Number of elements of the siblings in an opening of the rows at {@code indices}.
   *
   * @throws IllegalArgumentException if there are none, or one does not exist
   */
  public int siblingElements(int[] indices) {
    return new MerkleSchedule(shape, MerkleIndices.of(indices)).siblings() * hash.digestLength();
  }

  private static boolean areCanonical(int[] elements) {
    return Arrays.stream(elements).allMatch(KoalaBear::isCanonical);
  }

  private int[] climb(MerkleSchedule schedule, MerkleOpening opening) {
    int length = hash.digestLength();
    int count = schedule.indices().count();
    int[] scratch = new int[hash.scratchLength()];
    int[] known = new int[count * length];
    Rows rows = Rows.of(opening.rawRows(), 0, count, rowWidth);
    hash.leaves().hash(rows, 0, count, known, 0, scratch);
    int[] pairs = new int[2 * count * length];
    for (int level = 0; level < shape.depth(); level++) {
      List<MerkleStep> steps = schedule.steps(level);
      int at = 0;
      for (MerkleStep step : steps) {
        copy(step.left(), known, opening.rawSiblings(), pairs, at);
        copy(step.right(), known, opening.rawSiblings(), pairs, at + length);
        at += 2 * length;
      }
      hash.nodes().compress(pairs, 0, steps.size(), known, 0, scratch);
    }
    return known;
  }

  private void copy(int operand, int[] known, int[] siblings, int[] pairs, int at) {
    int length = hash.digestLength();
    if (MerkleStep.isSibling(operand)) {
      System.arraycopy(siblings, MerkleStep.siblingNumber(operand) * length, pairs, at, length);
    } else {
      System.arraycopy(known, operand * length, pairs, at, length);
    }
  }

  private boolean isInCap(MerkleSchedule schedule, int[] reached, int[] cap) {
    int length = hash.digestLength();
    for (int i = 0; i < schedule.capNodes(); i++) {
      int at = schedule.capNode(i) * length;
      if (!Arrays.equals(reached, i * length, (i + 1) * length, cap, at, at + length)) {
        return false;
      }
    }
    return true;
  }
}
