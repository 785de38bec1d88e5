package network.akashi.stark.security;

/**
 * One way in which a false statement could be accepted, and how unlikely it is.
 *
 * @param name which step of the protocol
 * @param bits −log2 of the error, grinding included
 * @param grindingBits how many of them are proof of work
 * @param reference where the bound is proven
 */
public record ErrorTerm(String name, double bits, int grindingBits, String reference) {}
