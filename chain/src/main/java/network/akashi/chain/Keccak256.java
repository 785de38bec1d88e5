package network.akashi.chain;

import org.bouncycastle.jcajce.provider.digest.Keccak;

/** Ethereum's hash: Keccak with its first padding, not SHA3-256. */
public final class Keccak256 {
  private Keccak256() {}

  /** The hash of all {@code parts}, one after the other. */
  public static Bytes32 hash(Bytes... parts) {
    Keccak.Digest256 digest = new Keccak.Digest256();
    for (Bytes part : parts) {
      digest.update(part.toArray());
    }
    return Bytes32.of(digest.digest());
  }
}
