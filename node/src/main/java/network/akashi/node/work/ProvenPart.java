package network.akashi.node.work;

/**
 * A run with its proof.
 *
 * @param part what the run published, and the proof
 * @param cells the work of the run, as the proof states it
 */
public record ProvenPart(Bundle.Part part, long cells) {}
