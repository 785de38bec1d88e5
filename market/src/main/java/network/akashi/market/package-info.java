/**
 * The market's rules as plain code: bonds, standing asks, sampling, assignment, deadlines,
 * lateness, penalties and refunds, as {@code ProverRegistry} and {@code ProofMarket} have them,
 * equal to the wei and event by event.
 *
 * <p>Nothing here knows a clock, a network or a source of randomness: the block in which something
 * happens comes with each call, and what lies outside the rules (payments, proofs, verdicts,
 * callbacks, beacon randomness) is asked for through small interfaces. The same calls in the same
 * order give the same result on every machine. Node and simulator run on it; what they do beside
 * the rules does not belong here.
 *
 * <p>Units: wei, wei per cell, cells, seconds, blocks, basis points of 10,000. Numbers of 64 bits
 * that the contracts keep in a {@code uint64} are unsigned here too ({@link Uint64}).
 *
 * <p>Objects that hold state are not thread-safe and belong to one owner.
 */
@NullMarked
package network.akashi.market;

import org.jspecify.annotations.NullMarked;
