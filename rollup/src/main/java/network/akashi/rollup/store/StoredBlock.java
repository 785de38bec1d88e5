package network.akashi.rollup.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.block.Deposit;

/**
 * A block without its transactions, which lie by themselves.
 *
 * @param number its height
 * @param hash its name
 * @param header RLP
 * @param depositsBefore deposits taken by all blocks before it
 * @param deposits those that it takes: address and gwei of each, 20 + 8 bytes
 * @param depositHash rolling hash of the queue after it
 * @param forcedBefore forced transactions tried by all blocks before it
 * @param forced how many it tries, valid or not
 * @param forcedHash rolling hash of the queue after it
 */
public record StoredBlock(
    long number,
    Bytes32 hash,
    Bytes header,
    long depositsBefore,
    Bytes deposits,
    Bytes32 depositHash,
    long forcedBefore,
    int forced,
    Bytes32 forcedHash) {
  /** Bytes of a deposit. */
  public static final int DEPOSIT_BYTES = Address.SIZE + Long.BYTES;

  /** How many deposits it takes. */
  public int depositCount() {
    return deposits.size() / DEPOSIT_BYTES;
  }

  /** The deposits that it takes. */
  public List<Deposit> depositList() {
    ByteBuffer all = ByteBuffer.wrap(deposits.toArray());
    List<Deposit> list = new ArrayList<>();
    while (all.hasRemaining()) {
      byte[] to = new byte[Address.SIZE];
      all.get(to);
      list.add(new Deposit(depositsBefore + list.size(), Address.of(to), all.getLong()));
    }
    return list;
  }

  /** Deposits as they are stored. */
  public static Bytes pack(List<Deposit> deposits) {
    ByteBuffer all = ByteBuffer.allocate(deposits.size() * DEPOSIT_BYTES);
    for (Deposit each : deposits) {
      all.put(each.to().toArray()).putLong(each.amountGwei());
    }
    return Bytes.of(all.array());
  }

  /** Deposits taken by all blocks up to and with it. */
  public long depositsAfter() {
    return depositsBefore + depositCount();
  }

  /** Forced transactions tried by all blocks up to and with it. */
  public long forcedAfter() {
    return forcedBefore + forced;
  }
}
