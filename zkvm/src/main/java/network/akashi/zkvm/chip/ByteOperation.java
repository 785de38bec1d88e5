package network.akashi.zkvm.chip;

/**
 * What {@link Buses#BYTES} answers for two bytes a and b; its number is the tuple's first part. Or
 * and exclusive or need no answer of their own, see {@link BitwiseResult}.
 */
enum ByteOperation {
  AND,
  /** c = 0: only that both are bytes. */
  PAIR;

  @SuppressWarnings("EnumOrdinal") // a number in constraints, pinned by the key's digest
  int number() {
    return ordinal();
  }
}
