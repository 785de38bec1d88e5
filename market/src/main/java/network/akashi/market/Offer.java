package network.akashi.market;

/**
 * A prover that qualifies for a request.
 *
 * @param id its id
 * @param ask wei per cell
 * @param weight bonded capacity, units
 * @param free the part of it that no job holds, units
 */
public record Offer(int id, long ask, long weight, long free) {}
