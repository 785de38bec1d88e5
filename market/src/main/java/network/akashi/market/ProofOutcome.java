package network.akashi.market;

/**
 * What a callback learns: all of it was verified by the classes named.
 *
 * @param programId program that ran
 * @param inputCommitment what it consumed
 * @param outputDigest digest of its public values without the payee
 * @param payee who made the proof
 * @param work cells, unsigned
 * @param classes mask of classes
 */
public record ProofOutcome(
    Bytes32 programId,
    Bytes32 inputCommitment,
    Bytes32 outputDigest,
    Address payee,
    long work,
    int classes) {}
