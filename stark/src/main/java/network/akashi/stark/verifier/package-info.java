/**
 * The verifier, written once against an abstract field and an abstract channel ({@link
 * network.akashi.stark.verifier.Arithmetic}, {@link
 * network.akashi.stark.verifier.VerifierChannel}), so that the same code checks a proof natively
 * and, later, becomes a circuit.
 *
 * <p>What prover and verifier must agree on lives here too: the sponge, the shape of a proof, where
 * columns lie in the stacked polynomial and fractions in the LogUp tree, the verifying key.
 */
@NullMarked
package network.akashi.stark.verifier;

import org.jspecify.annotations.NullMarked;
