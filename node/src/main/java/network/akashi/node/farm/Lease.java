package network.akashi.node.farm;

import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;

/**
 * A task that a worker holds for a while.
 *
 * @param task its number
 * @param fence how often the task was given out; only the newest counts
 * @param request that it is a part of
 * @param run which part
 * @param program that runs
 * @param input what it reads, an artifact
 * @param payee who is paid
 */
public record Lease(
    long task,
    long fence,
    Bytes32 request,
    int run,
    Bytes32 program,
    Bytes32 input,
    Address payee) {
  @Override
  public String toString() {
    return "run %d of %s (task %d, fence %d)".formatted(run, request, task, fence);
  }
}
