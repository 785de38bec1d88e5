package network.akashi.zkvm.exec;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the parts of a guest cost, which it names by <em>marks</em>: messages whose first byte is 0
 * and whose rest is a name. From a mark on, instructions belong to the part named, until the next
 * mark; before the first one they belong to {@link #START}.
 */
public final class Profile {
  /** The part before the first mark. */
  public static final String START = "start";

  private final Map<String, Cost> costs = new LinkedHashMap<>();
  private String part = START;
  private long cycles;
  private long[] calls = new long[EnvironmentCall.values().length];

  /** Profiles are made by {@link Executor#profile}. */
  Profile() {}

  /**
   * What one part cost.
   *
   * @param cycles instructions
   * @param keccaks calls of Keccak-f, which cost more than any instruction
   */
  public record Cost(long cycles, long keccaks) {
    private Cost plus(Cost other) {
      return new Cost(cycles + other.cycles, keccaks + other.keccaks);
    }
  }

  /** All parts, in the order in which they first occurred. */
  public Map<String, Cost> costs() {
    return new LinkedHashMap<>(costs);
  }

  /** Whether a message is a mark. */
  static boolean isMark(byte[] message) {
    return message.length > 0 && message[0] == 0;
  }

  void mark(Machine machine, byte[] message) {
    close(machine);
    part = new String(message, 1, message.length - 1, StandardCharsets.UTF_8);
  }

  /** Books what has happened since the last mark. */
  void close(Machine machine) {
    int keccak = EnvironmentCall.KECCAK_F.index();
    Cost cost = new Cost(machine.cycles - cycles, machine.callCounts[keccak] - calls[keccak]);
    costs.merge(part, cost, Cost::plus);
    cycles = machine.cycles;
    calls = machine.callCounts.clone();
  }
}
