package network.akashi.rollup.block;

/**
 * Why a transaction has no place in a block: the closed list, in the order in which it is judged.
 * Reasons from {@link #NONCE_TOO_LOW} on depend on the sender's account, {@link #BLOCK_FULL} and
 * {@link #FEE_BELOW_BASE_FEE} on the block, the others on the transaction alone.
 */
public enum SkipReason {
  /** Not the canonical encoding of a transaction of type 2 with all numbers in range. */
  MALFORMED("it is no canonical transaction of type 2"),
  /** It creates a contract, or brings data or an access list. */
  NOT_A_TRANSFER("only transfers work here: a recipient, no data, no access list"),
  /** For another chain. */
  WRONG_CHAIN("it is for another chain"),
  /** The gas limit is not exactly 21,000. */
  WRONG_GAS_LIMIT("a transfer has a gas limit of exactly 21000"),
  /** The tip is above the whole fee. */
  TIP_ABOVE_FEE("maxPriorityFeePerGas is above maxFeePerGas"),
  /** To one of the precompiles 0x01 … 0x09. */
  TO_PRECOMPILE("nothing can be sent to the precompiles 0x01 to 0x09"),
  /** Less than 21,000 gas is left in the block. */
  BLOCK_FULL("the block is full"),
  /** It does not pay the block's base fee. */
  FEE_BELOW_BASE_FEE("maxFeePerGas is below the block's base fee"),
  /** Its signature is out of range, has s in the upper half, or leads to no key. */
  WRONG_SIGNATURE("its signature is not valid"),
  /** The sender has used the nonce. */
  NONCE_TOO_LOW("the sender has used this nonce already"),
  /** The sender has to use other nonces first. */
  NONCE_TOO_HIGH("the sender has to use other nonces first"),
  /** The sender has not value + 21,000 · maxFeePerGas. */
  BALANCE_TOO_LOW("the sender has less than value + 21000 * maxFeePerGas");

  private final String message;

  SkipReason(String message) {
    this.message = message;
  }

  /** For people. */
  public String message() {
    return message;
  }
}
