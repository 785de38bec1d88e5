package network.akashi.node.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.node.command.Claim;
import network.akashi.zkvm.proof.Payee;
import network.akashi.zkvm.proof.RunVerifier;

/**
 * Whether a bundle shows what a claim says. Total on any bytes. Everything in a claim is checked:
 * program, output, payee and work against what the proofs state, output and input against what
 * executing the input gives.
 */
public final class BundleCheck {
  /** Proven bits that a proof must have. */
  public static final double MINIMUM_BITS = 100;

  private final PartCheck parts;

  public BundleCheck(RunVerifier verifier) {
    this.parts = new PartCheck(verifier);
  }

  /**
   * What is wrong; empty if nothing is.
   *
   * @param bytes from anywhere
   * @param work this node's own execution of the claim's input
   */
  public Optional<NodeError> check(byte[] bytes, Claim claim, Work work) {
    if (!Sha256.of(bytes).equals(claim.evidence())) {
      return Optional.of(NodeError.PROOF_CORRUPT);
    }
    Optional<Bundle> bundle = Bundle.decode(bytes);
    if (bundle.isEmpty()) {
      return Optional.of(NodeError.PROOF_MALFORMED);
    }
    long cells = 0;
    List<byte[]> outputs = new ArrayList<>();
    for (Bundle.Part part : bundle.get().parts()) {
      switch (parts.check(part, claim.programId(), claim.payee())) {
        case PartCheck.Finding.Wrong(NodeError error) -> {
          return Optional.of(error);
        }
        case PartCheck.Finding.Proven(ProvenPart proven) -> {
          cells += proven.cells();
          outputs.add(part.output().toArray());
        }
      }
    }
    boolean told = cells == claim.work() && claim.outputDigest().equals(work.outputDigest());
    return told && joins(outputs, claim, work)
        ? Optional.empty()
        : Optional.of(NodeError.CLAIM_FALSE);
  }

  private static boolean joins(List<byte[]> outputs, Claim claim, Work work) {
    try {
      Bytes32 digest = work.join(outputs, claim.payee());
      return digest.equals(claim.outputDigest());
    } catch (WorkException notOneWhole) {
      return false;
    }
  }

  /** An address as proofs name it. */
  public static Payee payee(Address address) {
    return Payee.parse(address.toHex());
  }
}
