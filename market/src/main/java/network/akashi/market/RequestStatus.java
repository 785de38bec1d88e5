package network.akashi.market;

/** Where a request stands, numbered as on chain. Terminal states are for ever. */
public enum RequestStatus {
  /** Never opened. */
  NONE,
  /** Opened, nobody assigned yet. */
  OPEN,
  /** Provers have it. */
  ASSIGNED,
  /** Done and paid. */
  FULFILLED,
  /** T4 passed without a proof. */
  EXPIRED,
  /** Unprovable, or its input stayed unavailable. */
  ANNULLED;

  /** Whether it can still end. */
  public boolean running() {
    return this == OPEN || this == ASSIGNED;
  }

  /** Its number on chain. */
  public int number() {
    return switch (this) {
      case NONE -> 0;
      case OPEN -> 1;
      case ASSIGNED -> 2;
      case FULFILLED -> 3;
      case EXPIRED -> 4;
      case ANNULLED -> 5;
    };
  }
}
