package network.akashi.node.attester;

import network.akashi.node.NodeError;

/** What an attester thinks of a claim. */
public sealed interface Opinion {
  /** It is being looked at. */
  record Pending() implements Opinion {}

  /** It holds. */
  record Holds() implements Opinion {}

  /** It does not, or cannot be signed. */
  record Refused(NodeError error) implements Opinion {}
}
