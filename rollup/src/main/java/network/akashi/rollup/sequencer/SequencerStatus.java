package network.akashi.rollup.sequencer;

import network.akashi.rollup.l1.Tips;

/**
 * How a sequencer is doing.
 *
 * @param block number of the newest block on disk
 * @param waiting transactions that wait
 * @param tips what L1 has
 * @param l1Block up to which L1 was read
 * @param inStep whether blocks are made
 * @param note what is being waited for, for people; may be empty
 */
public record SequencerStatus(
    long block, int waiting, Tips tips, long l1Block, boolean inStep, String note) {}
