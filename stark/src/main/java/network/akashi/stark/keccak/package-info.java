/**
 * The wires of Keccak-f[1600]: which bit goes where in a round. Integers only; the protocol that
 * proves rounds is in {@code verifier}, its prover in {@code prover}.
 */
@NullMarked
package network.akashi.stark.keccak;

import org.jspecify.annotations.NullMarked;
