package network.akashi.market.differential;

import java.nio.ByteBuffer;
import network.akashi.market.Address;
import network.akashi.market.Bytes32;
import network.akashi.market.ProofRequest;
import network.akashi.market.PublicValues;

/**
 * A request and what it takes to serve it.
 *
 * @param request the request
 * @param id its id
 * @param input its two input words
 */
record Job(ProofRequest request, Bytes32 id, long input) {
  /** Words 0 and 1 of the public values are input, word 2 is output, word 3 the payee. */
  static final int MASK = 0b011;

  static Bytes32 commitment(long input) {
    return split(input, 0, Address.ZERO).inputCommitment();
  }

  static byte[] values(long input, long output, Address payee) {
    return ByteBuffer.allocate(4 * Bytes32.SIZE)
        .put(Bytes32.of(input).toBytes())
        .put(Bytes32.of(~input).toBytes())
        .put(Bytes32.of(output).toBytes())
        .put(payee.toWord().toBytes())
        .array();
  }

  static PublicValues split(long input, long output, Address payee) {
    return PublicValues.split(values(input, output, payee), MASK).orElseThrow();
  }

  /** The proof of the external class for it. */
  byte[] proof() {
    return ByteBuffer.allocate(Model.VERSION.length + Long.BYTES)
        .put(Model.VERSION)
        .putLong(input)
        .array();
  }
}
