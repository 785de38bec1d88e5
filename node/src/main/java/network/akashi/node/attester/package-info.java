/**
 * The attester: verifies proofs, and signs for those that hold.
 *
 * <p>It signs a root only if it has verified every claim under it, and never two outputs for one
 * program and input: what it is about to vouch for is journaled before the signature leaves.
 */
@NullMarked
package network.akashi.node.attester;

import org.jspecify.annotations.NullMarked;
