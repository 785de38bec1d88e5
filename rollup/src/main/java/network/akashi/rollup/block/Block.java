package network.akashi.rollup.block;

import java.util.List;
import network.akashi.chain.Bytes32;

/**
 * A block.
 *
 * @param transfers all that are valid, forced ones first
 * @param deposits credited after them
 */
public record Block(Header header, List<Transfer> transfers, List<Deposit> deposits) {
  public Block {
    transfers = List.copyOf(transfers);
    deposits = List.copyOf(deposits);
  }

  /** The hash of its header. */
  public Bytes32 hash() {
    return header.hash();
  }
}
