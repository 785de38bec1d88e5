package network.akashi.node.demo;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import network.akashi.chain.Address;
import network.akashi.node.http.Wire;
import tools.jackson.databind.node.ObjectNode;

/** The account at the end of a demo. */
record Table(
    List<Ledger.Line> lines,
    Map<String, BigInteger> penalties,
    Map<Address, String> payees,
    Spread spread,
    Footprint footprint,
    Verdict verdict,
    String conclusion) {
  private static final double ETHER = 1e18;
  private static final int MOST_NAMED = 10;

  long settled() {
    return lines.stream().filter(each -> each.paid.isPresent()).count();
  }

  private double[] seconds(Function<Ledger.Line, Optional<Long>> at) {
    return lines.stream()
        .filter(each -> at.apply(each).isPresent())
        .mapToDouble(each -> (at.apply(each).orElseThrow() - each.openedNanos) / 1e9)
        .sorted()
        .toArray();
  }

  private String clock(String name, Function<Ledger.Line, Optional<Long>> at) {
    double[] seconds = seconds(at);
    return "%-34s p50 %.2f s, p95 %.2f s%n"
        .formatted(name, percentile(seconds, 0.5), percentile(seconds, 0.95));
  }

  private void clock(ObjectNode json, String name, Function<Ledger.Line, Optional<Long>> at) {
    double[] seconds = seconds(at);
    json.put(name + "P50Seconds", percentile(seconds, 0.5));
    json.put(name + "P95Seconds", percentile(seconds, 0.95));
  }

  static double percentile(double[] sorted, double p) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    int index = (int) Math.ceil(p * sorted.length) - 1;
    return sorted[Math.clamp(index, 0, sorted.length - 1)];
  }

  /** Clearing prices as a part of the highest; what is paid back for gas is no price. */
  private double paidOfCap() {
    double price = lines.stream().mapToDouble(each -> each.price.doubleValue()).sum();
    double cap = lines.stream().mapToDouble(each -> each.cap.doubleValue()).sum();
    return cap == 0 ? 0 : 100 * price / cap;
  }

  private Map<String, Long> shares() {
    Map<String, Long> shares = new TreeMap<>();
    for (Ledger.Line line : lines) {
      line.paid.ifPresent(paid ->
          shares.merge(payees.getOrDefault(paid.payee(), paid.payee().toString()), 1L, Long::sum));
    }
    return shares;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("%n%-34s %d of %d%n".formatted("batches attested", settled(), lines.size()));
    text.append(clock("from post to assigned", line -> line.assignedNanos));
    text.append(clock("from post to proof ready", line -> line.readyNanos));
    text.append(clock("from post to attested", line -> line.attestedNanos));
    text.append(clock("from post to paid", line -> line.paidNanos));
    text.append("%-34s %.1f %%%n".formatted("clearing price, of the cap", paidOfCap()));
    if (shares().size() <= MOST_NAMED) {
      shares()
          .forEach((name, count) ->
              text.append(
                  "%-34s %d (%.0f %%)%n"
                      .formatted("delivered by " + name, count, 100.0 * count / settled())));
    } else {
      text.append("%-34s %d provers%n".formatted("delivered by", shares().size()));
    }
    if (penalties.isEmpty()) {
      text.append("%-34s none%n".formatted("slashes"));
    }
    penalties.forEach((name, wei) ->
        text.append("%-34s %.6f ether%n".formatted("slashed " + name, wei.doubleValue() / ETHER)));
    text.append(verdict.text());
    text.append(footprint.text());
    text.append(
        "%-34s %s%n".formatted("checked again", verdict.right() ? conclusion : "RESULTS DIFFER"));
    if (shares().size() > MOST_NAMED) {
      text.append(spread.text());
    }
    return text.toString();
  }

  ObjectNode json() {
    ObjectNode json =
        Wire.object()
            .put("requests", lines.size())
            .put("settled", settled())
            .put("pricePercentOfCap", paidOfCap());
    verdict.addTo(json);
    clock(json, "assigned", line -> line.assignedNanos);
    clock(json, "ready", line -> line.readyNanos);
    clock(json, "attested", line -> line.attestedNanos);
    clock(json, "paid", line -> line.paidNanos);
    json.set("spread", spread.json());
    json.set("memory", footprint.json());
    ObjectNode shares = json.putObject("shares");
    shares().forEach(shares::put);
    ObjectNode slashed = json.putObject("slashedWei");
    penalties.forEach((name, wei) -> slashed.put(name, wei.toString()));
    return json;
  }
}
