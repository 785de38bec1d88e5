package network.akashi.rollup.batch;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;

/**
 * Money on its way to L1.
 *
 * @param index its place in the batch, from 0 on
 * @param to who gets it: the sender of the transfer
 * @param amount wei
 */
public record Withdrawal(long index, Address to, BigInteger amount) {
  /** {@code keccak256(index ‖ to ‖ amount)}: 8 + 20 + 32 bytes. */
  public Bytes32 leaf() {
    Bytes place = Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(index).array());
    return Keccak256.hash(place, to.bytes(), Bytes32.of(amount).bytes());
  }
}
