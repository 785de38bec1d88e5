package network.akashi.chain.follow;

import network.akashi.chain.Block;
import network.akashi.chain.Bytes32;

/** A block by height and hash: the same height may be another block after a reorganisation. */
public record BlockRef(long number, Bytes32 hash) {
  static BlockRef of(Block block) {
    return new BlockRef(block.number(), block.hash());
  }
}
