package network.akashi.rollup.transaction;

/** Kinds of transactions. */
public enum TransactionType {
  /** Before there were types. */
  LEGACY(0, 9),
  /** With an access list (EIP-2930). */
  ACCESS_LIST(1, 11),
  /** With a tip and a fee that includes it (EIP-1559). */
  FEE_MARKET(2, 12);

  private final int number;
  private final int fields;

  TransactionType(int number, int fields) {
    this.number = number;
    this.fields = fields;
  }

  /** The byte that the envelope starts with (EIP-2718); 0 for legacy, which has no envelope. */
  public int number() {
    return number;
  }

  /** How many items its list has. */
  int fields() {
    return fields;
  }
}
