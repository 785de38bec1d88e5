package network.akashi.rollup.sequencer;

import java.util.Set;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.state.State;

/**
 * A block of the chain, as far as the next one needs it.
 *
 * @param header of the block
 * @param hash of the header
 * @param state after the block
 * @param depositsAfter deposits taken up to and with it
 * @param depositHash rolling hash of the queue there
 * @param forcedAfter forced transactions tried up to and with it
 * @param forcedHash rolling hash of the queue there
 * @param touched accounts that it may have changed
 */
public record Link(
    Header header,
    Bytes32 hash,
    State state,
    long depositsAfter,
    Bytes32 depositHash,
    long forcedAfter,
    Bytes32 forcedHash,
    Set<Address> touched) {
  public Link {
    touched = Set.copyOf(touched);
  }

  /** The block's height. */
  public long number() {
    return header.number();
  }
}
