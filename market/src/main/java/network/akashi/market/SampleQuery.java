package network.akashi.market;

/**
 * Whom to sample.
 *
 * @param seedBlock block whose randomness decides, after {@code asOfBlock}
 * @param salt tells apart draws that share a seed block
 * @param asOfBlock weights and terms are those of the end of this block, whatever happened since
 * @param programId program to run
 * @param allOf classes that must all be served
 * @param anyOf classes of which one must be served, if any are given
 * @param tags tags that must all be declared
 * @param maxAsk highest acceptable ask, wei per cell, unsigned
 * @param units free units that a candidate must have
 * @param sampleSize how many to draw, 1 to 8
 */
public record SampleQuery(
    long seedBlock,
    Bytes32 salt,
    long asOfBlock,
    Bytes32 programId,
    int allOf,
    int anyOf,
    int tags,
    long maxAsk,
    long units,
    int sampleSize) {}
