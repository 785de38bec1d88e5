package network.akashi.chain;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Which logs are wanted.
 *
 * @param addresses of any of these contracts; of all if empty
 * @param topics for each place the topics of which one must stand there; any if empty
 */
public record LogFilter(Set<Address> addresses, List<Set<Bytes32>> topics) {
  public LogFilter {
    addresses = Set.copyOf(addresses);
    topics = topics.stream().map(Set::copyOf).toList();
    if (topics.size() > 4) {
      throw new IllegalArgumentException("a log has at most 4 topics, not " + topics.size());
    }
  }

  /** All logs of these contracts. */
  public static LogFilter of(Address... addresses) {
    return new LogFilter(Set.of(addresses), List.of());
  }

  /** The same, but only events of these kinds. */
  public LogFilter withEvents(Collection<Bytes32> kinds) {
    return new LogFilter(addresses, List.of(Set.copyOf(kinds)));
  }
}
