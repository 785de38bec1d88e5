package network.akashi.chain.deploy;

import network.akashi.chain.Address;

/**
 * Who may add and switch off proof verifiers.
 *
 * @param governor may propose versions; the zero address for nobody
 * @param guardian may switch versions off; the zero address for nobody
 * @param timelockSeconds from a proposal to its effect
 */
public record RouterParameters(Address governor, Address guardian, long timelockSeconds) {}
