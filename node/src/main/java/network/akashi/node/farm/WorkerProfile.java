package network.akashi.node.farm;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A worker, as it introduces itself.
 *
 * @param name that no other worker has
 * @param labels what it can do: tasks that need others are not given to it
 * @param memoryMib its heap
 * @param programs ids (hex) of the only programs that it proves; empty for any
 * @param lease after which silence costs it its task
 */
public record WorkerProfile(
    String name, List<String> labels, int memoryMib, List<String> programs, Duration lease) {
  /** How long a lease lasts if nothing else is said. */
  public static final Duration LEASE = Duration.ofSeconds(30);

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._=-]{0,62}");

  public WorkerProfile {
    labels = List.copyOf(labels);
    programs = List.copyOf(programs);
    require("name", name);
    labels.forEach(label -> require("label", label));
    if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("lease: must be a second at least");
    }
  }

  /** Whether a text can be a label. */
  public static boolean isLabel(String text) {
    return NAME.matcher(text).matches();
  }

  private static void require(String what, String text) {
    if (!isLabel(text)) {
      throw new IllegalArgumentException(
          "%s: must be of letters, digits, '.', '_', '=' and '-', 63 at most, is '%s'"
              .formatted(what, text));
    }
  }
}
