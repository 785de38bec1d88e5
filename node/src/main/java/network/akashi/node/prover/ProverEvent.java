package network.akashi.node.prover;

import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.node.command.Certificate;
import network.akashi.node.command.Claim;

/** What a prover hears of what it had started. */
public sealed interface ProverEvent {
  /** Which job. */
  Bytes32 requestId();

  /** The input was fetched and executed; proving will take so long. */
  record Prepared(Bytes32 requestId, long estimateMillis) implements ProverEvent {}

  /** The input could not be fetched, or cannot be proven. */
  record PrepareFailed(Bytes32 requestId, NodeError error) implements ProverEvent {}

  /** The proof is stored. */
  record Proved(Claim claim, Bytes output) implements ProverEvent {
    @Override
    public Bytes32 requestId() {
      return claim.requestId();
    }
  }

  /** There is no proof. */
  record ProveFailed(Bytes32 requestId, NodeError error) implements ProverEvent {}

  /** A quorum signed. */
  record Certified(Bytes32 requestId, Certificate certificate) implements ProverEvent {}

  /** So many attesters refused the claim that it will never have a quorum. */
  record ClaimRefused(Bytes32 requestId, NodeError error) implements ProverEvent {}
}
