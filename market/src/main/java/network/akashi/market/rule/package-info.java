/**
 * What others do, behind {@link network.akashi.market.AssignmentRule}: baselines to compare the
 * market's own rule with, under the same bonds, deadlines and penalties.
 *
 * <p>Each class says whose mechanism it is and where it departs from it. All of them are functions
 * of the auction: their randomness is derived from its seed by Keccak-256. Shares that are real
 * numbers use {@code StrictMath}, so that they are the same on every machine.
 */
@NullMarked
package network.akashi.market.rule;

import org.jspecify.annotations.NullMarked;
