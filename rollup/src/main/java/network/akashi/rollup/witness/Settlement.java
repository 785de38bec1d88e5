package network.akashi.rollup.witness;

import network.akashi.chain.Bytes32;

/**
 * Where batches settle.
 *
 * @param chainId of the L2, unsigned
 * @param configHash of the deployment on L1, see {@code docs/settlement.md}
 */
public record Settlement(long chainId, Bytes32 configHash) {}
