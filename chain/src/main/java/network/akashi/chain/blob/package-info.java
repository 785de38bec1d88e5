/**
 * Blobs (EIP-4844) and the KZG commitments and proofs that go with them (EIP-7594).
 *
 * <p>The resource {@code trusted_setup.txt} is the outcome of Ethereum's KZG ceremony as
 * ethereum/c-kzg-4844 publishes it (Apache-2.0); its SHA-256 is checked when it is loaded.
 */
@NullMarked
package network.akashi.chain.blob;

import org.jspecify.annotations.NullMarked;
