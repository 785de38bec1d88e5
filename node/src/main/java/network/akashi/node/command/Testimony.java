package network.akashi.node.command;

import java.math.BigInteger;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/**
 * Who signed a claim: what the attestation contract calls a claim under a signed root.
 *
 * @param claim what was signed
 * @param committee whose members signed
 * @param path from the claim's leaf to the root that was signed
 * @param signers bit i: the member at seat i signed
 * @param signature aggregate of exactly these, 256 bytes as EIP-2537 encodes it
 */
public record Testimony(
    Claim claim, long committee, List<Bytes32> path, BigInteger signers, Bytes signature) {
  public Testimony {
    path = List.copyOf(path);
  }

  /** The root that was signed. */
  public Bytes32 root() {
    return Leaf.rootAbove(Leaf.of(claim), path);
  }
}
