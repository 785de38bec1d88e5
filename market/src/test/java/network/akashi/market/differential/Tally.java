package network.akashi.market.differential;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.akashi.market.MarketEvent;
import network.akashi.market.Refusal;

/** What has been compared. */
final class Tally {
  private final Map<Refusal, Integer> refusals = new EnumMap<>(Refusal.class);
  private final Map<String, Integer> events = new TreeMap<>();
  private long acts;
  private long refused;
  private long words;

  void acted(List<MarketEvent> told) {
    acts++;
    for (MarketEvent event : told) {
      events.merge(event.getClass().getSimpleName(), 1, Integer::sum);
    }
  }

  void refused(Refusal reason) {
    refused++;
    refusals.merge(reason, 1, Integer::sum);
  }

  void saw(int wordsOfState) {
    words += wordsOfState;
  }

  long acts() {
    return acts;
  }

  /** How often each kind of event was told. */
  Map<String, Integer> events() {
    return events;
  }

  /** How often each reason to refuse was given. */
  Map<Refusal, Integer> refusals() {
    return refusals;
  }

  @Override
  public String toString() {
    return "%d acts, %d of them refused for %d reasons, %d words of state equal; events %s, refusals %s"
        .formatted(acts, refused, refusals.size(), words, events, refusals);
  }
}
