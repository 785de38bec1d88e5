package network.akashi.rollup.adapter;

import java.io.Serial;
import network.akashi.chain.Bytes32;

/** No source has a blob now; it may have been withheld, or come later. */
public final class DataUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Bytes32 versionedHash;

  public DataUnavailableException(Bytes32 versionedHash, String tried) {
    super("no source has blob %s (%s)".formatted(versionedHash, tried));
    this.versionedHash = versionedHash;
  }

  /** The blob that is missing. */
  public Bytes32 versionedHash() {
    return versionedHash;
  }
}
