package network.akashi.node.attester;

import network.akashi.chain.Bytes32;

/**
 * What an attester has promised never to contradict.
 *
 * @param programId that ran
 * @param inputCommitment on what
 * @param outputDigest with what result
 */
public record Vouch(Bytes32 programId, Bytes32 inputCommitment, Bytes32 outputDigest) {
  /** What there can be one vouch for. */
  public record Subject(Bytes32 programId, Bytes32 inputCommitment) {}

  /** What it is about. */
  public Subject subject() {
    return new Subject(programId, inputCommitment);
  }
}
