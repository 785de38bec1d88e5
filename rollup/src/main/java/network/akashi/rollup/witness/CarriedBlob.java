package network.akashi.rollup.witness;

import network.akashi.chain.Bytes32;
import network.akashi.chain.blob.Blob;

/**
 * A blob, and its name on L1.
 *
 * @param versionedHash which must be the blob's: with another nothing can be proven
 */
public record CarriedBlob(Bytes32 versionedHash, Blob blob) {}
