package network.akashi.rollup.l1;

import java.util.List;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.Opening;
import network.akashi.chain.follow.BlockRef;

/**
 * A batch as the contract recorded it.
 *
 * @param index its place, counting from one
 * @param serial counts posts, so that a batch is told from a discarded one with its index
 * @param inputCommitment of the known public values
 * @param prevBlockHash the L2 block that it says it builds on; nobody has checked that
 * @param depositsBefore deposits taken before it
 * @param depositsAfter deposits taken after it
 * @param forcedBefore forced transactions taken before it
 * @param forcedAfter forced transactions taken after it
 * @param blobs versioned hashes, in order
 * @param openings of the blobs, in order
 * @param l1Block the block that has it
 * @param transaction that brought it
 */
public record PostedBatch(
    long index,
    long serial,
    Bytes32 inputCommitment,
    Bytes32 prevBlockHash,
    long depositsBefore,
    long depositsAfter,
    long forcedBefore,
    long forcedAfter,
    List<Bytes32> blobs,
    List<Opening> openings,
    BlockRef l1Block,
    Bytes32 transaction) {
  public PostedBatch {
    blobs = List.copyOf(blobs);
    openings = List.copyOf(openings);
  }

  /** How many deposits it takes. */
  public int deposits() {
    return (int) (depositsAfter - depositsBefore);
  }

  /** How many forced transactions it takes. */
  public int forced() {
    return (int) (forcedAfter - forcedBefore);
  }
}
