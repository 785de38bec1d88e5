package network.akashi.node.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import network.akashi.chain.Bytes32;

/** Which inputs can be had when, and which cannot be proven. */
final class SimInputs {
  private final Map<Bytes32, Span> withheld = new HashMap<>();
  private final Set<Bytes32> unprovable = new HashSet<>();

  enum State {
    THERE,
    WITHHELD,
    UNPROVABLE
  }

  private record Span(long from, long until) {}

  /** The sequencer shows this input to nobody for a time (Unix seconds). */
  void withhold(Bytes32 input, long from, long until) {
    withheld.put(input, new Span(from, until));
  }

  /** Executing this input fails. */
  void spoil(Bytes32 input) {
    unprovable.add(input);
  }

  State of(Bytes32 input, long time) {
    Span span = withheld.get(input);
    if (span != null && time >= span.from() && time < span.until()) {
      return State.WITHHELD;
    }
    return unprovable.contains(input) ? State.UNPROVABLE : State.THERE;
  }
}
