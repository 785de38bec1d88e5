package network.akashi.chain.tx;

import java.io.Serial;
import java.time.Duration;
import network.akashi.chain.Bytes32;

/** A transaction was handed to a node and is in no block yet; it may still come. */
public final class TransactionLostException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Bytes32 hash;

  TransactionLostException(String what, Bytes32 hash, Duration patience) {
    super(
        "%s: transaction %s is in no block after %d s"
            .formatted(what, hash.toHex(), patience.toSeconds()));
    this.hash = hash;
  }

  public Bytes32 hash() {
    return hash;
  }
}
