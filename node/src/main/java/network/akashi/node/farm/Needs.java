package network.akashi.node.farm;

import java.util.List;

/**
 * What a worker must have for a task.
 *
 * @param labels all of them, such as {@code gpu} or {@code site=berlin}
 * @param memoryMib least heap
 * @param mostAttempts after which a task is given up
 */
public record Needs(List<String> labels, int memoryMib, int mostAttempts) {
  /** Attempts if nothing else is said. */
  public static final int ATTEMPTS = 5;

  /** Any worker will do. */
  public static final Needs NONE = new Needs(List.of(), 0, ATTEMPTS);

  public Needs {
    labels = List.copyOf(labels);
  }
}
