package network.akashi.rollup.sequencer;

import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.rollup.block.Header;

/**
 * A block that was taken back.
 *
 * @param header as it was
 * @param transactions its own, in their order; what L1 forced is not among them
 */
record UndoneBlock(Header header, List<Bytes> transactions) {
  UndoneBlock {
    transactions = List.copyOf(transactions);
  }
}
