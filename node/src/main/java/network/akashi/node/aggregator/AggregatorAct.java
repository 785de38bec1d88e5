package network.akashi.node.aggregator;

import network.akashi.chain.Bytes32;
import network.akashi.node.attester.SignRequest;
import network.akashi.node.command.Command;

/** What an aggregator wants done. */
public sealed interface AggregatorAct {
  /** Ask a member for its signature. */
  record Ask(Bytes32 root, int seat, String endpoint, SignRequest request)
      implements AggregatorAct {}

  /** Take no more from there for a while: it sent a signature that is none. */
  record Ban(String endpoint) implements AggregatorAct {}

  /** Act on chain. */
  record Submit(Command command) implements AggregatorAct {}
}
