package network.akashi.market;

/**
 * What a registration starts with.
 *
 * @param payout who is paid
 * @param terms what is offered
 * @param capacity in units
 * @param blsKeyHash hash of the key that signs attestations
 * @param possessionProven whether the key's holder signed for this operator; BLS is checked outside
 * @param endpoint where the node is reached
 * @param metadata anything else
 */
public record Registration(
    Address payout,
    Terms terms,
    long capacity,
    Bytes32 blsKeyHash,
    boolean possessionProven,
    String endpoint,
    String metadata) {}
