package network.akashi.rollup.batch;

import java.nio.ByteBuffer;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.ForcedTransaction;

/** The rolling hashes of the two queues on L1 ({@code Inbox.sol}); both begin at zero. */
public final class QueueHash {
  private QueueHash() {}

  /** {@code keccak256(before ‖ index ‖ to ‖ amountGwei)}: 32 + 8 + 20 + 8 bytes. */
  public static Bytes32 after(Bytes32 before, Deposit deposit) {
    return Keccak256.hash(
        before.bytes(), word(deposit.index()), deposit.to().bytes(), word(deposit.amountGwei()));
  }

  /** {@code keccak256(before ‖ index ‖ keccak256(transaction))}: 32 + 8 + 32 bytes. */
  public static Bytes32 after(Bytes32 before, ForcedTransaction forced) {
    return Keccak256.hash(
        before.bytes(), word(forced.index()), Keccak256.hash(forced.raw()).bytes());
  }

  /** The hash after all of {@code deposits}. */
  public static Bytes32 afterDeposits(Bytes32 before, List<Deposit> deposits) {
    Bytes32 hash = before;
    for (Deposit deposit : deposits) {
      hash = after(hash, deposit);
    }
    return hash;
  }

  /** The hash after all of {@code forced}. */
  public static Bytes32 afterForced(Bytes32 before, List<ForcedTransaction> forced) {
    Bytes32 hash = before;
    for (ForcedTransaction transaction : forced) {
      hash = after(hash, transaction);
    }
    return hash;
  }

  private static Bytes word(long value) {
    return Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }
}
