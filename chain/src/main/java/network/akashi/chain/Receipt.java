package network.akashi.chain;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * What became of a transaction in a block.
 *
 * @param transactionHash the transaction
 * @param succeeded whether it was not reverted
 * @param blockNumber height of the block
 * @param blockHash hash of the block
 * @param from who sent it
 * @param to whom it was sent; empty if it created a contract
 * @param contractAddress the contract that it created
 * @param gasUsed gas
 * @param effectiveGasPrice wei per gas
 * @param logs in their order
 */
public record Receipt(
    Bytes32 transactionHash,
    boolean succeeded,
    long blockNumber,
    Bytes32 blockHash,
    Address from,
    Optional<Address> to,
    Optional<Address> contractAddress,
    long gasUsed,
    BigInteger effectiveGasPrice,
    List<Log> logs) {
  public Receipt {
    logs = List.copyOf(logs);
  }

  /** What the transaction's gas cost, wei; blob gas is not in it. */
  public BigInteger fee() {
    return effectiveGasPrice.multiply(BigInteger.valueOf(gasUsed));
  }
}
