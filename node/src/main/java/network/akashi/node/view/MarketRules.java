package network.akashi.node.view;

/**
 * What a deployment of the market fixed.
 *
 * @param seedDelay blocks from a request's sample block to its seed block
 * @param assignWindow blocks in which a sample can be drawn
 * @param proofWindow seconds in which a commitment must be honoured
 * @param maxStop seconds of standstill after which a request can be annulled
 */
public record MarketRules(long seedDelay, long assignWindow, long proofWindow, long maxStop) {}
