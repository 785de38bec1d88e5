/**
 * The Java rules and the Solidity contracts, side by side: random scenarios are played on both, on
 * a real chain and in memory, and compared after every act: whether it was refused and why, what it
 * returned, what it told the world, and then every balance, bond, lock and state, to the wei.
 *
 * <p>The proof systems behind both are replaced by contracts that believe what the test tells them
 * ({@code contracts/test/base/Fakes.sol}): what is compared is the market.
 */
@NullMarked
package network.akashi.market.differential;

import org.jspecify.annotations.NullMarked;
