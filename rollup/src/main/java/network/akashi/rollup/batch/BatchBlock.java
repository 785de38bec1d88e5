package network.akashi.rollup.batch;

import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/**
 * A block as a batch has it.
 *
 * @param timestamp Unix seconds, unsigned
 * @param deposits how many deposits it takes, below 2^16
 * @param forced how many forced transactions it takes, below 2^16
 * @param transactions its own; any bytes
 */
public record BatchBlock(
    long timestamp,
    Address beneficiary,
    Bytes32 prevRandao,
    int deposits,
    int forced,
    List<Bytes> transactions) {
  private static final int COUNT_LIMIT = 1 << 16;

  public BatchBlock {
    transactions = List.copyOf(transactions);
    if (deposits < 0 || deposits >= COUNT_LIMIT || forced < 0 || forced >= COUNT_LIMIT) {
      throw new IllegalArgumentException(
          "a block takes less than 65536 deposits and forced transactions, not %d and %d"
              .formatted(deposits, forced));
    }
  }
}
