package network.akashi.chain.store;

/** Who may have a {@link Database} open at a time. */
public enum Sharing {
  /** One process; a second one is refused. */
  ALONE,
  /** Any number. */
  SHARED
}
