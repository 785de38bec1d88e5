package network.akashi.node.prover;

import network.akashi.chain.Bytes32;
import network.akashi.market.Verdict;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Command;

/** What a prover wants done. */
public sealed interface ProverAct {
  /** Fetch the input and execute it. */
  record Prepare(Bytes32 requestId) implements ProverAct {}

  /** Prove what was prepared. */
  record Prove(Bytes32 requestId) implements ProverAct {}

  /** Stop, and forget what was prepared. */
  record Drop(Bytes32 requestId) implements ProverAct {}

  /** Tell aggregators of a proof, or ask them again how far it is. */
  record Announce(Claim claim) implements ProverAct {}

  /** Tell aggregators that a verdict on a request is due. */
  record Appeal(Bytes32 requestId, Verdict verdict) implements ProverAct {}

  /** Act on chain. */
  record Submit(Command command) implements ProverAct {}
}
