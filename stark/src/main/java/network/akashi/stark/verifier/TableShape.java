package network.akashi.stark.verifier;

/**
 * One table of a proof.
 *
 * @param air index of its AIR in the key
 * @param logHeight log2 of its number of rows
 */
public record TableShape(int air, int logHeight) {}
