package network.akashi.stark.verifier;

import network.akashi.math.MathProvider;
import network.akashi.math.MerkleCap;
import network.akashi.math.MerkleHash;
import network.akashi.math.MerkleOpening;
import network.akashi.math.MerkleShape;
import network.akashi.math.MerkleVerifier;

/** Reads opened rows with their siblings, and checks them against a root. */
final class RowOpening {
  private RowOpening() {}

  /** The trees that proofs commit with: Poseidon2 of width 16 throughout, a single root. */
  static MerkleHash hash() {
    return MerkleHash.poseidon2(MathProvider.get());
  }

  /**
   * The rows at {@code leaves} (ascending, each once), one after the other, in Montgomery form.
   *
   * @throws RejectedException if they are not what the root commits to
   */
  static int[] read(ProofReader reader, VerifierChannel.Oracle<Integer> oracle, int[] leaves) {
    MerkleVerifier verifier =
        new MerkleVerifier(hash(), new MerkleShape(oracle.logLeaves(), 0), oracle.width());
    int[] rows = reader.readElements(leaves.length * oracle.width());
    int[] siblings = reader.readElements(verifier.siblingElements(leaves));
    int[] root = oracle.root().digest().stream().mapToInt(Integer::intValue).toArray();
    if (!verifier
        .verify(new MerkleCap(root), leaves, new MerkleOpening(rows, siblings))
        .isAccepted()) {
      throw new RejectedException(Rejection.MERKLE_MISMATCH);
    }
    return rows;
  }
}
