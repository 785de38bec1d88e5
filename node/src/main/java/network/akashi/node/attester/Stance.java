package network.akashi.node.attester;

import network.akashi.node.NodeError;

/** What an attester thinks of a verdict on a request. */
public sealed interface Stance {
  /** It is being looked at, or has not lasted long enough. */
  record Pending() implements Stance {}

  /** It holds, and is signed. */
  record Agrees() implements Stance {}

  /**
   * It holds, but not for so long.
   *
   * @param since what it would be signed with, Unix seconds of the chain
   */
  record From(long since) implements Stance {}

  /** It does not hold here. */
  record Refuses(NodeError error) implements Stance {}
}
