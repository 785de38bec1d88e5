package network.akashi.rollup.rlp;

/** Why bytes are not the canonical RLP of what was to be read. */
public enum RlpError {
  /** The bytes end before the item does. */
  TRUNCATED,
  /** An item reaches beyond the list it is in, or is longer than 2^31 − 1 bytes. */
  TOO_LONG,
  /** The length has leading zeros, or would have fitted into the first byte. */
  LENGTH_NOT_MINIMAL,
  /** A single byte below 0x80 with a prefix. */
  BYTE_NOT_MINIMAL,
  /** A string where a list belongs. */
  NOT_A_LIST,
  /** A list where a string belongs. */
  NOT_A_STRING,
  /** A number with leading zeros. */
  NUMBER_NOT_MINIMAL,
  /** A number out of its range. */
  NUMBER_TOO_BIG,
  /** A string that has not the length of what it stands for. */
  WRONG_SIZE,
  /** A list with fewer items than it should have. */
  TOO_FEW_ITEMS,
  /** Something after the last item. */
  TOO_MANY_ITEMS
}
