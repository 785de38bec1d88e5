package network.akashi.node.farm;

import java.util.Optional;

/**
 * How a worker is.
 *
 * @param name its own
 * @param isDraining whether it takes no more tasks
 * @param task that it works on
 * @param done tasks handed in
 * @param failed tasks given up
 * @param lost tasks that were another's when they were done
 * @param trouble why it gets no tasks: the database is away, or it is banned
 */
public record WorkerState(
    String name,
    boolean isDraining,
    Optional<Lease> task,
    long done,
    long failed,
    long lost,
    Optional<String> trouble) {}
