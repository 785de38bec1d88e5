/**
 * Soundness as code: one {@link network.akashi.stark.security.SecurityParameters} derives every
 * query count, grinding and sample number of a proof, and a report names the bits of each error
 * source with its reference. Prover and verifier both derive from here; nothing is negotiated.
 */
@NullMarked
package network.akashi.stark.security;

import org.jspecify.annotations.NullMarked;
