package network.akashi.rollup.state;

import java.math.BigInteger;
import network.akashi.chain.Address;

/**
 * Money that a transfer sent to L1. Its index in the batch, and with it its leaf, follow when the
 * batch is whole.
 *
 * @param value wei, not zero
 */
public record Exit(Address sender, BigInteger value) {
  /** Who sends to this address sends to L1. Nobody has its key. */
  public static final Address L1 = Address.fromHex("0x0000000000000000000000000000000000004c31");
}
