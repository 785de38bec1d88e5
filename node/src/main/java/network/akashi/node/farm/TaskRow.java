package network.akashi.node.farm;

import java.util.Optional;
import network.akashi.chain.Bytes32;

/**
 * A task, as a node sees it.
 *
 * @param task its number
 * @param run which run of the request
 * @param state how far it is
 * @param fence of the newest lease
 * @param worker that has it, or did it; empty if none
 * @param result an artifact, once it is there
 * @param error why the last attempt failed; empty if none did
 */
public record TaskRow(
    long task,
    int run,
    State state,
    long fence,
    String worker,
    Optional<Bytes32> result,
    String error) {
  /** How far a task is. */
  public enum State {
    WAITING,
    LEASED,
    DONE,
    FAILED
  }
}
