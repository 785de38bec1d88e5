package network.akashi.stark.prover;

import java.util.List;
import network.akashi.math.EvaluationDomain;
import network.akashi.math.MerkleOpening;
import network.akashi.math.MerkleShape;
import network.akashi.math.MerkleTree;
import network.akashi.math.RowMatrix;
import network.akashi.math.Rows;
import network.akashi.stark.verifier.Positions;

/**
 * A committed oracle: the code word of a matrix whose columns are coefficients, and the Merkle tree
 * over its rows.
 */
final class OracleTree {
  private final int logLeaves;
  private final int[] codeword;
  private final int[] nodes;
  private final MerkleTree tree;

  private OracleTree(int logLeaves, int[] codeword, int[] nodes, MerkleTree tree) {
    this.logLeaves = logLeaves;
    this.codeword = codeword;
    this.nodes = nodes;
    this.tree = tree;
  }

  /** Commits to the columns of {@code coefficients}, extended by {@code 2^logInverseRate}. */
  static OracleTree commit(ProverContext context, RowMatrix coefficients, int logInverseRate) {
    return commit(context, coefficients, logInverseRate, CodewordHook.NONE);
  }

  /** Commits to what {@code hook} makes of the code word. */
  static OracleTree commit(
      ProverContext context, RowMatrix coefficients, int logInverseRate, CodewordHook hook) {
    int logLeaves = coefficients.logRows() + logInverseRate;
    int width = coefficients.width();
    MerkleShape shape = new MerkleShape(logLeaves, 0);
    int[] codeword = context.arena().ints(Math.multiplyExact(1 << logLeaves, width));
    int[] nodes = context.arena().ints(context.trees().nodeArrayLength(shape));
    context
        .ntt()
        .encode(
            coefficients,
            RowMatrix.of(codeword, 0, logLeaves, width),
            EvaluationDomain.subgroup(logLeaves),
            context.parallel());
    hook.change(codeword, width);
    MerkleTree tree = context.trees().build(Rows.of(codeword, 0, 1 << logLeaves, width), 0, nodes);
    return new OracleTree(logLeaves, codeword, nodes, tree);
  }

  /** Eight elements in Montgomery form. */
  int[] root() {
    return tree.cap().digests();
  }

  int logLeaves() {
    return logLeaves;
  }

  /** Writes the rows that belong to {@code positions} of a domain of {@code 2^logDomain} points. */
  void open(List<Integer> positions, int logDomain, ProofWriter writer) {
    int[] leaves = Positions.leaves(positions, logDomain, logLeaves);
    MerkleOpening opening = tree.open(leaves);
    int[] rows = opening.rows();
    int[] siblings = opening.siblings();
    writer.writeElements(rows, 0, rows.length);
    writer.writeElements(siblings, 0, siblings.length);
  }

  void close(ProverContext context) {
    context.arena().giveBack(codeword);
    context.arena().giveBack(nodes);
  }
}
