package network.akashi.node.prover;

import network.akashi.chain.Bytes32;
import network.akashi.market.Verdict;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Command;
import network.akashi.node.command.Sends;
import network.akashi.node.view.Terms;

/**
 * What a prover can have done. Nothing here blocks; what comes of it is told to {@link
 * ProverDriver#tell}.
 */
public interface ProverPorts extends Sends {
  /** Fetch and execute. */
  void prepare(Terms terms);

  /** Prove what was prepared, and store the proof. */
  void prove(Terms terms);

  /** Stop and forget. */
  void drop(Bytes32 requestId);

  /** Tell aggregators, or ask them again. */
  void announce(Claim claim);

  /** Tell aggregators that a verdict is due. */
  void appeal(Bytes32 requestId, Verdict verdict);

  /** Act on chain, once. */
  void submit(Command command);
}
