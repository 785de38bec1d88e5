/**
 * The tools that look for unsoundness in AIRs before anything is proven: the row checker, static
 * lints, interval analysis, the determinism test, and the mutation harness.
 *
 * <p>Nothing in here uses cryptography, and no prover or verifier uses anything in here.
 */
@NullMarked
package network.akashi.stark.audit;

import org.jspecify.annotations.NullMarked;
