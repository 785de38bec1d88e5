package network.akashi.node.command;

import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;

/**
 * One claim about one run, which attesters sign and the market pays for.
 *
 * @param requestId the market request that asks for it
 * @param programId that ran
 * @param inputCommitment on what
 * @param outputDigest with what result
 * @param payee who made the proof
 * @param work cells
 * @param evidence SHA-256 of the bundle of proofs, by which it is fetched
 */
public record Claim(
    Bytes32 requestId,
    Bytes32 programId,
    Bytes32 inputCommitment,
    Bytes32 outputDigest,
    Address payee,
    long work,
    Bytes32 evidence) {}
