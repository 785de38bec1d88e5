package network.akashi.zkvm.chip;

/** What {@link Buses#BYTES} answers for two bytes a and b; its number is the tuple's first part. */
enum ByteOperation {
  AND,
  OR,
  XOR,
  /** c = 0: only that both are bytes. */
  PAIR,
  /** c = 1 if a &lt; b, else 0. */
  LESS;

  @SuppressWarnings("EnumOrdinal") // a number in constraints, pinned by the key's digest
  int number() {
    return ordinal();
  }

  int apply(int a, int b) {
    return switch (this) {
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case PAIR -> 0;
      case LESS -> a < b ? 1 : 0;
    };
  }
}
