package network.akashi.rollup.batch;

import java.util.List;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.ForcedTransaction;
import network.akashi.rollup.block.Header;

/**
 * What a batch's post on L1 says beside its blobs, with what the L2 knows: the frame that the blobs
 * have to fit into.
 *
 * @param parent the header that the batch builds on; its hash is the posted {@code prevBlockHash}
 * @param deposits that the post takes, in order
 * @param forced transactions that the post takes, in order
 */
public record Post(Header parent, List<Deposit> deposits, List<ForcedTransaction> forced) {
  public Post {
    deposits = List.copyOf(deposits);
    forced = List.copyOf(forced);
  }

  /** The block that the batch builds on. */
  public Bytes32 prevBlockHash() {
    return parent.hash();
  }
}
