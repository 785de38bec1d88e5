package network.akashi.market;

import java.util.List;

/**
 * A delivered result.
 *
 * @param request what was asked for
 * @param role in which role the payee delivers; ignored while a commitment is open
 * @param outputDigest digest of the result
 * @param payee who is paid
 * @param work cells, unsigned
 * @param evidence hash of the proof
 * @param proofs why it is true
 * @param output handed to the callback unread
 */
public record Fulfilment(
    ProofRequest request,
    int role,
    Bytes32 outputDigest,
    Address payee,
    long work,
    Bytes32 evidence,
    List<ClassProof> proofs,
    byte[] output) {
  /** What is claimed. */
  Statement statement() {
    return new Statement(
        request.programId(), request.inputCommitment(), outputDigest, payee, work, evidence);
  }
}
