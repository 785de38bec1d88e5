package network.akashi.chain;

import java.util.List;

/**
 * What a contract logged, in a block.
 *
 * @param address the contract
 * @param topics up to four words, the first of which is the event's kind
 * @param data the rest of the event
 * @param blockNumber height of the block
 * @param blockHash hash of the block
 * @param transactionHash hash of the transaction
 * @param logIndex place within the block
 */
public record Log(
    Address address,
    List<Bytes32> topics,
    Bytes data,
    long blockNumber,
    Bytes32 blockHash,
    Bytes32 transactionHash,
    int logIndex) {
  public Log {
    topics = List.copyOf(topics);
  }
}
