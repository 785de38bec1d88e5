/**
 * The prover: from filled tables to the bytes of a proof. Everything that prover and verifier must
 * agree on lies with the verifier.
 *
 * <p>Bulk work runs on blocks that fit the first-level cache, through the kernels of the math
 * module, spread over cores; arrays are borrowed from a pool.
 */
@NullMarked
package network.akashi.stark.prover;

import org.jspecify.annotations.NullMarked;
