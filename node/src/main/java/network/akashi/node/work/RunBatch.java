package network.akashi.node.work;

import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;

/**
 * The runs of a request, to be proven.
 *
 * @param request the request's id
 * @param program that runs
 * @param work what it runs on
 * @param payee who is paid
 */
public record RunBatch(Bytes32 request, Bytes32 program, Work work, Address payee) {}
