package network.akashi.cli;

import java.util.List;
import network.akashi.node.demo.Demo;
import tools.jackson.databind.node.ObjectNode;

/** Many demos in one table, a line each. */
final class DemoSeries {
  private static final String LINE = "%6s %9s %8s %8s %9s %7s %8s %6s%n";

  private DemoSeries() {}

  static String text(List<Demo.Result> results, long firstSeed) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%n%s"
            .formatted(
                LINE.formatted(
                    "seed", "settled", "p50 s", "p95 s", "slashed", "guilty", "money", "roots")));
    for (int i = 0; i < results.size(); i++) {
      ObjectNode json = results.get(i).json();
      text.append(
          LINE.formatted(
              firstSeed + i,
              json.path("settled").asInt() + " of " + json.path("requests").asInt(),
              "%.1f".formatted(json.path("paidP50Seconds").asDouble()),
              "%.1f".formatted(json.path("paidP95Seconds").asDouble()),
              json.path("slashedWei").size(),
              json.path("slashedWithoutGuilt").isEmpty() ? "all" : "NOT ALL",
              json.path("moneyConserved").asBoolean() ? "same" : "OTHER",
              json.path("right").asBoolean() ? "right" : "WRONG"));
    }
    long fine = results.stream().filter(Demo.Result::success).count();
    return text.append("%d of %d runs went well%n".formatted(fine, results.size())).toString();
  }
}
