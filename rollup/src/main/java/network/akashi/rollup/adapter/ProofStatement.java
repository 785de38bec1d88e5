package network.akashi.rollup.adapter;

import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.chain.follow.BlockRef;

/**
 * What a rollup wants proven: some words of the public values are known, the others are what
 * execution gives.
 *
 * @param label for people, such as {@code batch 17}
 * @param index the statement's place in the rollup, counting from one
 * @param rollup the contract that takes the result, and requests the proof
 * @param programId the guest
 * @param inputCommitment of the known words, as the market's request names it
 * @param words the public values, 32-byte words; empty where execution or the payee decides
 * @param digestRule how public values become the digest that verifiers are asked about
 * @param postedAt the L1 block that has it
 * @param postedAtSeconds that block's time (Unix)
 * @param deadlineSeconds until when (Unix time) the rollup surely keeps it without a result
 */
public record ProofStatement(
    String label,
    long index,
    Address rollup,
    Bytes32 programId,
    Bytes32 inputCommitment,
    List<Optional<Bytes32>> words,
    DigestRule digestRule,
    BlockRef postedAt,
    long postedAtSeconds,
    long deadlineSeconds) {
  public ProofStatement {
    words = List.copyOf(words);
  }
}
