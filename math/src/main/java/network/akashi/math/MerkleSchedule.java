package network.akashi.math;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Which nodes are compressed with which, in which order, to get from opened leaves to the cap.
 *
 * <p>This is the whole logic of opening many leaves at once. It depends on the shape of the tree
 * and on the set of indices only, never on a digest, so that prover, verifier and whatever else
 * follows an opening (a circuit, say, whose digests are wires) walk the same way.
 *
 * <p>The known nodes of a level are those with an opened leaf below them, from left to right; on
 * level 0, the opened leaves. Going through them in this order, a node whose neighbour is known too
 * is compressed with it; any other takes the next sibling of the opening. So siblings are ordered
 * by level, then from left to right; each is given once, none that can be computed is given, and
 * their number follows from the indices.
 */
public final class MerkleSchedule {
  private final MerkleShape shape;
  private final MerkleIndices indices;
  private final List<List<MerkleStep>> levels = new ArrayList<>();
  private final int[] capNodes;
  private int[] siblingNodes = new int[16];
  private int siblings;

  /**
   * The schedule for opening the given leaves of a tree.
   *
   * @throws IllegalArgumentException if there are none, or one does not exist
   */
  public MerkleSchedule(MerkleShape shape, MerkleIndices indices) {
    Checks.atLeast("indices", indices.count(), 1);
    if (!indices.allBelow(shape.leaves())) {
      throw new IllegalArgumentException(
          "indices: must lie in [0, %d), are %d to %d"
              .formatted(shape.leaves(), indices.get(0), indices.get(indices.count() - 1)));
    }
    this.shape = shape;
    this.indices = indices;
    int[] known = indices.toArray();
    for (int level = 0; level < shape.depth(); level++) {
      known = climb(level, known);
    }
    this.capNodes = known;
  }

  /** Schedules the compressions of one level; returns the indices of their results. */
  private int[] climb(int level, int[] known) {
    List<MerkleStep> steps = new ArrayList<>(known.length);
    int[] parents = new int[known.length];
    for (int i = 0; i < known.length; i++) {
      parents[steps.size()] = known[i] >> 1;
      boolean isLeft = (known[i] & 1) == 0;
      if (isLeft && i + 1 < known.length && known[i + 1] == known[i] + 1) {
        steps.add(new MerkleStep(i, i + 1));
        i++;
      } else {
        int sibling = ~addSibling(shape.levelStart(level) + (known[i] ^ 1));
        steps.add(isLeft ? new MerkleStep(i, sibling) : new MerkleStep(sibling, i));
      }
    }
    levels.add(steps);
    return Arrays.copyOf(parents, steps.size());
  }

  private int addSibling(int node) {
    if (siblings == siblingNodes.length) {
      siblingNodes = Arrays.copyOf(siblingNodes, 2 * siblings);
    }
    siblingNodes[siblings] = node;
    return siblings++;
  }

  /** The shape of the tree. */
  public MerkleShape shape() {
    return shape;
  }

  /** The opened leaves. */
  public MerkleIndices indices() {
    return indices;
  }

  /** Number of siblings that an opening of these leaves has, no more and no fewer. */
  public int siblings() {
    return siblings;
  }

  /** Where sibling {@code k} lies among all nodes of the tree; see {@link MerkleShape}. */
  public int siblingNode(int k) {
    return siblingNodes[k];
  }

  /**
   * The compressions of nodes of level {@code level}, from left to right: the results are the known
   * nodes of the level above, in this order.
   */
  public List<MerkleStep> steps(int level) {
    return levels.get(level);
  }

  /** How many nodes of the cap the opened leaves lie below. */
  public int capNodes() {
    return capNodes.length;
  }

  /** The index in the cap of the last result {@code i}. */
  public int capNode(int i) {
    return capNodes[i];
  }

  /**
   * Follows the schedule with digests of any kind.
   *
   * @param leaves the digests of the opened leaves, in ascending order of their indices
   * @param siblings the siblings of the opening
   * @return what must be found in the cap, in the order of {@link #capNode}
   * @throws IllegalArgumentException if the number of leaves or siblings is wrong
   */
  public <D> List<D> fold(List<D> leaves, List<D> siblings, BinaryOperator<D> compress) {
    return climb(leaves, siblings, compress).getLast();
  }

  /**
   * The full authentication path of each opened leaf, as if it had been opened alone: what a
   * verifier needs that treats its queries one by one.
   *
   * @return for each opened leaf in ascending order, the siblings from its own level upwards
   * @throws IllegalArgumentException if the number of leaves or siblings is wrong
   */
  public <D> List<List<D>> paths(List<D> leaves, List<D> siblings, BinaryOperator<D> compress) {
    List<List<D>> known = climb(leaves, siblings, compress);
    List<List<D>> paths = new ArrayList<>(indices.count());
    for (int i = 0; i < indices.count(); i++) {
      paths.add(path(i, known, siblings));
    }
    return paths;
  }

  private <D> List<D> path(int leaf, List<List<D>> known, List<D> siblings) {
    List<D> path = new ArrayList<>(shape.depth());
    int node = leaf;
    for (int level = 0; level < shape.depth(); level++) {
      List<MerkleStep> steps = levels.get(level);
      int next = 0;
      while (steps.get(next).left() != node && steps.get(next).right() != node) {
        next++;
      }
      MerkleStep step = steps.get(next);
      path.add(
          operand(step.left() == node ? step.right() : step.left(), known.get(level), siblings));
      node = next;
    }
    return path;
  }

  /** The digests of the known nodes of all levels. */
  private <D> List<List<D>> climb(List<D> leaves, List<D> siblings, BinaryOperator<D> compress) {
    if (leaves.size() != indices.count() || siblings.size() != this.siblings) {
      throw new IllegalArgumentException(
          "leaves, siblings: this schedule takes %d and %d, got %d and %d"
              .formatted(indices.count(), this.siblings, leaves.size(), siblings.size()));
    }
    List<List<D>> known = new ArrayList<>(shape.depth() + 1);
    known.add(leaves);
    for (List<MerkleStep> steps : levels) {
      List<D> below = known.getLast();
      List<D> above = new ArrayList<>(steps.size());
      for (MerkleStep step : steps) {
        above.add(
            compress.apply(
                operand(step.left(), below, siblings), operand(step.right(), below, siblings)));
      }
      known.add(above);
    }
    return known;
  }

  private static <D> D operand(int operand, List<D> known, List<D> siblings) {
    return MerkleStep.isSibling(operand)
        ? siblings.get(MerkleStep.siblingNumber(operand))
        : known.get(operand);
  }
}
