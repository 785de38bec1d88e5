package network.akashi.market;

/**
 * A request about to be given out.
 *
 * @param requestId which
 * @param work its upper bound, cells, unsigned
 * @param sampleSize how many its requester wants drawn
 * @param limit highest price of this round, wei per cell, unsigned; nobody in the pool asks more
 * @param reference what a deal cost lately, wei per cell, unsigned
 * @param pool among whom
 */
public record Auction(
    Bytes32 requestId, long work, int sampleSize, long limit, long reference, Pool pool) {}
