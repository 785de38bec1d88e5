package network.akashi.chain.outbox;

/** How far an intent is. */
public enum IntentState {
  /** Written down; it has no nonce, and nothing was signed that could still be included. */
  QUEUED,
  /** It has a nonce and at least one signed transaction; none is in a block now. */
  SENT,
  /** In a block that may still be reorganised away. */
  INCLUDED,
  /** In a block for good; {@link IntentStatus#succeeded()} says with which outcome. */
  DONE,
  /** Would have reverted, so it was never sent. */
  REFUSED,
  /** Withdrawn before it was sent, or its nonce was used up by nothing. */
  CANCELLED;

  /** Whether nothing can happen to it any more. */
  public boolean isFinal() {
    return this == DONE || this == REFUSED || this == CANCELLED;
  }
}
