package network.akashi.market;

/**
 * A prover that was drawn.
 *
 * @param id its id
 * @param ask its ask at the end of the block from which was drawn, wei per cell
 */
public record Candidate(int id, long ask) {}
