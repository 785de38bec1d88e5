package network.akashi.rollup.batch;

import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.rlp.Rlp;
import network.akashi.rollup.rlp.RlpReader;

/**
 * What a sequencer posts.
 *
 * @param prevBlockHash the block that the first of {@code blocks} builds on
 * @param blocks at least one
 */
public record Batch(Bytes32 prevBlockHash, List<BatchBlock> blocks) {
  /** What the encoding begins with. */
  static final long VERSION = 1;

  public Batch {
    blocks = List.copyOf(blocks);
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException("a batch has at least one block");
    }
  }

  /** {@code RLP[1, prevBlockHash, [block, …]]}. */
  public Bytes rlp() {
    List<byte[]> encoded = new ArrayList<>();
    for (BatchBlock block : blocks) {
      encoded.add(encode(block));
    }
    return Bytes.of(
        Rlp.list(Rlp.number(VERSION), Rlp.string(prevBlockHash.toArray()), Rlp.list(encoded)));
  }

  private static byte[] encode(BatchBlock block) {
    return Rlp.list(
        Rlp.number(block.timestamp()),
        Rlp.string(block.beneficiary().toArray()),
        Rlp.string(block.prevRandao().toArray()),
        Rlp.number(block.deposits()),
        Rlp.number(block.forced()),
        Rlp.list(block.transactions().stream().map(t -> Rlp.string(t.toArray())).toList()));
  }

  /** Reads the fields of a block. */
  static BatchBlock decode(RlpReader block) {
    long timestamp = block.number64();
    byte[] beneficiary = block.string(Address.SIZE);
    byte[] prevRandao = block.string(Bytes32.SIZE);
    int deposits = block.number(16).intValue();
    int forced = block.number(16).intValue();
    RlpReader items = block.list();
    block.end();
    List<Bytes> transactions = new ArrayList<>();
    while (items.hasNext()) {
      transactions.add(Bytes.of(items.string()));
    }
    return new BatchBlock(
        timestamp, Address.of(beneficiary), Bytes32.of(prevRandao), deposits, forced, transactions);
  }
}
