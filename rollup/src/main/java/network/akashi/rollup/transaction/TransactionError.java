package network.akashi.rollup.transaction;

/** Why bytes are no transaction that a fork takes: the closed list. */
public enum TransactionError {
  /** A type that the fork does not have. */
  UNKNOWN_TYPE,
  /** Not the canonical RLP of a list of the right fields. */
  MALFORMED,
  /** The recipient has neither 20 bytes nor none. */
  WRONG_RECIPIENT,
  /** An address or a storage key of the access list has the wrong length. */
  WRONG_ACCESS_LIST,
  /** The nonce is 2^64 − 1 or more. */
  NONCE_TOO_BIG,
  /** The gas limit is 2^64 or more. */
  GAS_LIMIT_TOO_BIG,
  /** A fee is 2^256 or more. */
  FEE_TOO_BIG,
  /** Gas limit times fee is 2^256 or more. */
  GAS_COST_TOO_BIG,
  /** The value is 2^256 or more. */
  VALUE_TOO_BIG,
  /** The tip is above the whole fee. */
  TIP_ABOVE_FEE,
  /** For another chain, or bound to a chain before EIP-155. */
  WRONG_CHAIN,
  /** Creation code of more than 49,152 bytes (EIP-3860). */
  CREATION_CODE_TOO_LONG,
  /** The gas limit does not pay for the transaction itself. */
  INTRINSIC_GAS_TOO_LOW,
  /** v, r or s is out of its range, or s is in the upper half (EIP-2). */
  WRONG_SIGNATURE_VALUES,
  /** No key can have made the signature. */
  NO_SIGNER
}
