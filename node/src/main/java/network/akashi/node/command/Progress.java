package network.akashi.node.command;

/** How far a command is. */
public enum Progress {
  /** Never submitted. */
  NONE,
  /** On its way. */
  SENT,
  /** In a block, and not reverted. */
  INCLUDED,
  /** In a block for good, and not reverted. */
  DONE,
  /** Reverted, or not sent because it would. */
  FAILED
}
