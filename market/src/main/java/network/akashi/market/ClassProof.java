package network.akashi.market;

/**
 * A proof of one class.
 *
 * @param proofClass number of a {@link ProofClass}; an unknown one spoils its own item only
 * @param publicValues the run's public values; empty for attested results
 * @param proof what the attestation contract or the router reads
 */
public record ClassProof(int proofClass, byte[] publicValues, byte[] proof) {}
