package network.akashi.market;

import java.util.Optional;

/** What the attestation contract and the router say. */
public interface Verification {
  /** Whether a quorum has signed exactly this statement. */
  boolean isAttested(Statement statement, byte[] proof);

  /** The class of a proof that holds for a program and a digest of public values. */
  Optional<ProofClass> verify(Bytes32 programId, Bytes32 digest, byte[] proof);

  /** Whether a quorum has said this of a request. */
  boolean isVerdict(Bytes32 requestId, Verdict verdict, long since, byte[] data);
}
