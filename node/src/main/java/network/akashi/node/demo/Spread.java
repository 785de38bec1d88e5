package network.akashi.node.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.akashi.node.http.Wire;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who was made primary how often, against what the rule predicts: Pearson's χ² test. Neighbours in
 * the order of asks are put together until five are expected in each cell.
 *
 * @param cells in the order of asks
 */
record Spread(List<Cell> cells) {
  private static final double LEAST_EXPECTED = 5;

  /** From the {@code first} cheapest ask to the {@code last}. */
  record Cell(int first, int last, double expected, long observed) {
    Cell and(Cell next) {
      return new Cell(
          first, next.last, expected + next.expected, Math.addExact(observed, next.observed));
    }

    double deviation() {
      return (observed - expected) * (observed - expected) / expected;
    }
  }

  Spread {
    cells = List.copyOf(cells);
  }

  /**
   * Compares.
   *
   * @param chances of all provers, the cheapest first
   * @param primaries how often each was primary, by its id
   */
  static Spread of(List<Odds.Chance> chances, Map<Long, Long> primaries) {
    long requests = primaries.values().stream().mapToLong(Long::longValue).sum();
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < chances.size(); i++) {
      Odds.Chance each = chances.get(i);
      long observed = primaries.getOrDefault(each.bidder().id(), 0L);
      Cell cell = new Cell(i + 1, i + 1, requests * each.chance(), observed);
      boolean full = cells.isEmpty() || cells.getLast().expected() >= LEAST_EXPECTED;
      if (full) {
        cells.add(cell);
      } else {
        cells.set(cells.size() - 1, cells.getLast().and(cell));
      }
    }
    if (cells.size() > 1 && cells.getLast().expected() < LEAST_EXPECTED) {
      Cell last = cells.removeLast();
      cells.set(cells.size() - 1, cells.getLast().and(last));
    }
    return new Spread(cells);
  }

  double statistic() {
    return cells.stream().mapToDouble(Cell::deviation).sum();
  }

  int degreesOfFreedom() {
    return cells.size() - 1;
  }

  /** How often chance alone deviates at least as much; empty of meaning with a single cell. */
  double pValue() {
    return degreesOfFreedom() == 0
        ? 1
        : ChiSquaredDistribution.of(degreesOfFreedom()).survivalProbability(statistic());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("%nprimaries by rank of ask%10s%10s%n".formatted("expected", "observed"));
    for (Cell cell : cells) {
      String ranks =
          cell.first() == cell.last()
              ? Integer.toString(cell.first())
              : "%d–%d".formatted(cell.first(), cell.last());
      text.append("%24s%10.1f%10d%n".formatted(ranks, cell.expected(), cell.observed()));
    }
    text.append(
        "%-34s %.1f, %d degrees of freedom, p = %.3f%n"
            .formatted("χ² against the rule", statistic(), degreesOfFreedom(), pValue()));
    return text.toString();
  }

  ObjectNode json() {
    ObjectNode json =
        Wire.object()
            .put("chiSquare", statistic())
            .put("degreesOfFreedom", degreesOfFreedom())
            .put("pValue", pValue());
    ArrayNode array = json.putArray("cells");
    for (Cell cell : cells) {
      array.add(
          Wire.object()
              .put("firstRank", cell.first())
              .put("lastRank", cell.last())
              .put("expected", cell.expected())
              .put("observed", cell.observed()));
    }
    return json;
  }
}
