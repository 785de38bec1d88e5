package network.akashi.node.aggregator;

import network.akashi.node.NodeError;
import network.akashi.node.command.Certificate;

/** How far a claim is. */
public sealed interface Answer {
  /** Signatures are being collected. */
  record Pending() implements Answer {}

  /** It is attested on chain. */
  record Certified(Certificate certificate) implements Answer {}

  /** So many refused it that it cannot have a quorum. */
  record Refused(NodeError error) implements Answer {}
}
