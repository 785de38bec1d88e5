/**
 * How a statement is described: an {@link network.akashi.stark.air.Air} is written once against an
 * abstract field and evaluated by several interpreters (symbolic, row checker, packed prover,
 * verifier at one point).
 *
 * <p>Nothing in here knows how a statement is proven.
 */
@NullMarked
package network.akashi.stark.air;

import org.jspecify.annotations.NullMarked;
