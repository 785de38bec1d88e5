package network.akashi.rollup.store;

import network.akashi.chain.Bytes;

/**
 * Which blocks are a batch.
 *
 * @param index counting from one
 * @param firstBlock number
 * @param lastBlock number
 * @param payload as it is packed into blobs; empty where L1 had it before we did
 * @param commitment of the blobs: what L1 calls them, one versioned hash after the other
 */
public record StoredBatch(
    long index, long firstBlock, long lastBlock, Bytes payload, Bytes commitment) {
  /** How many blocks. */
  public int blocks() {
    return (int) (lastBlock - firstBlock + 1);
  }
}
