package network.akashi.market;

import java.math.BigInteger;

/**
 * The block in which something happens.
 *
 * @param number height of the chain
 * @param timestamp unix seconds
 * @param baseFee wei per unit of gas
 */
public record Block(long number, long timestamp, BigInteger baseFee) {}
