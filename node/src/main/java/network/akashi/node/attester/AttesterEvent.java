package network.akashi.node.attester;

import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;

/** What an attester hears. */
public sealed interface AttesterEvent {
  /**
   * Somebody wants a signature.
   *
   * @param call by which the answer is sent
   */
  record Asked(long call, SignRequest request) implements AttesterEvent {}

  /** The proof behind the leaf verifies, and says what the claim says. */
  record Verified(Bytes32 leaf) implements AttesterEvent {}

  /** It does not, or could not be fetched. */
  record Rejected(Bytes32 leaf, NodeError error) implements AttesterEvent {}
}
