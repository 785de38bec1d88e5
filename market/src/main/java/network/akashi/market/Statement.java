package network.akashi.market;

/**
 * One claim about one run: attesters sign it, the market pays for it.
 *
 * @param programId program that ran
 * @param inputCommitment what it consumed
 * @param outputDigest digest of its public values without the payee
 * @param payee who made the proof
 * @param work cells, unsigned
 * @param evidence hash of the proof that attesters checked
 */
public record Statement(
    Bytes32 programId,
    Bytes32 inputCommitment,
    Bytes32 outputDigest,
    Address payee,
    long work,
    Bytes32 evidence) {}
