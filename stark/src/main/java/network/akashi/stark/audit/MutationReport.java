package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import network.akashi.stark.air.TraceSet;

/**
 * How many mutants of each column were rejected, and which were not.
 *
 * <p>A <em>place</em> is {@code table.column}, or {@code table.rows} for mutants of whole rows.
 *
 * @param scores by place
 * @param survivors mutants that the machine accepts
 * @param attacks for each constraint and interaction that alone rejected some mutant, one such: a
 *     trace that would be accepted without it
 * @param idle constraints and interactions that never were the only one to reject a mutant
 */
public record MutationReport(
    Map<String, Score> scores,
    List<Survivor> survivors,
    Map<String, TraceSet> attacks,
    Set<String> idle) {

  public MutationReport {
    scores = Collections.unmodifiableMap(new TreeMap<>(scores));
    survivors = List.copyOf(survivors);
    attacks = Collections.unmodifiableMap(new TreeMap<>(attacks));
    idle = Collections.unmodifiableSet(new TreeSet<>(idle));
  }

  /** Mutants rejected, of how many. */
  public record Score(long killed, long total) {
    Score plus(boolean isKilled) {
      return new Score(killed + (isKilled ? 1 : 0), total + 1);
    }
  }

  /**
   * A mutant that the machine accepts.
   *
   * @param firstRow the first row of its table that was changed
   */
  public record Survivor(String place, MutationOperator operator, int firstRow, String detail) {}

  /** All mutants together. */
  public Score total() {
    long killed = scores.values().stream().mapToLong(Score::killed).sum();
    return new Score(killed, scores.values().stream().mapToLong(Score::total).sum());
  }

  /**
   * What is left to explain: survivors at places without a reason, and reasons for places where
   * nothing survived. Empty if all is well.
   *
   * @param reasons by place, why mutants may survive there
   */
  public List<String> unexplained(Map<String, String> reasons) {
    List<String> open = new ArrayList<>();
    Set<String> needed = new TreeSet<>();
    for (Survivor survivor : survivors) {
      needed.add(survivor.place());
      if (!reasons.containsKey(survivor.place())) {
        open.add("%s survives: %s".formatted(survivor.operator(), survivor.detail()));
      }
    }
    for (String place : reasons.keySet()) {
      if (!needed.contains(place)) {
        open.add("reason for %s, where nothing survives".formatted(place));
      }
    }
    return open;
  }

  /** One line a place: killed, total, per cent. */
  public String table() {
    StringBuilder text = new StringBuilder();
    int width = scores.keySet().stream().mapToInt(String::length).max().orElse(0);
    String line = "%-" + width + "s %7d of %7d  %5.1f %%%n";
    scores.forEach((place, score) ->
        text.append(
            line.formatted(
                place, score.killed(), score.total(), 100.0 * score.killed() / score.total())));
    return text.toString();
  }
}
