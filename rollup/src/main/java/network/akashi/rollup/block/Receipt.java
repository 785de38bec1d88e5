package network.akashi.rollup.block;

import network.akashi.chain.Bytes;
import network.akashi.rollup.rlp.Rlp;

/**
 * What a transaction came to. All that is in a block succeeded and logged nothing.
 *
 * @param cumulativeGasUsed gas of the block up to and including the transaction
 */
public record Receipt(long cumulativeGasUsed) {
  /** {@code 0x02 ‖ RLP[1, cumulativeGasUsed, bloom, []]}: a leaf of the receipts trie. */
  public Bytes encoded() {
    byte[] fields =
        Rlp.list(
            Rlp.number(1),
            Rlp.number(cumulativeGasUsed),
            Rlp.string(new byte[Header.BLOOM_BYTES]),
            Rlp.list());
    return Bytes.concat(Bytes.of(new byte[] {2}), Bytes.of(fields));
  }
}
