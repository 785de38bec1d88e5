package network.akashi.rollup.l1;

import java.io.Serial;
import network.akashi.chain.Bytes32;

/** No source has a blob; one may have it later. */
public final class BlobUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Bytes32 versionedHash;
  private final String tried;

  BlobUnavailableException(Bytes32 versionedHash, String tried) {
    super("blob %s is nowhere to be had: %s".formatted(versionedHash, tried));
    this.versionedHash = versionedHash;
    this.tried = tried;
  }

  /** Which blob. */
  public Bytes32 versionedHash() {
    return versionedHash;
  }

  /** What each source said. */
  public String tried() {
    return tried;
  }
}
