package network.akashi.node.prover;

import network.akashi.chain.Address;

/**
 * How a prover behaves.
 *
 * @param prover its id in the registry; zero if it is not registered
 * @param payee who is paid for its proofs
 * @param forced whether it delivers, from T3 on, what nobody else does
 * @param slots proofs made at the same time
 * @param unknownEstimateMillis what proving is taken to last before that is known
 * @param slackSeconds added to every estimate
 * @param mostFailures attempts after which a job is given up
 */
public record ProverSettings(
    long prover,
    Address payee,
    boolean forced,
    int slots,
    long unknownEstimateMillis,
    long slackSeconds,
    int mostFailures) {
  /** Sensible values for one machine. */
  public static ProverSettings of(long prover, Address payee) {
    return new ProverSettings(prover, payee, true, 1, 6_000, 4, 5);
  }
}
