package network.akashi.node.demo;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.akashi.chain.Address;
import network.akashi.node.http.Wire;
import tools.jackson.databind.node.ObjectNode;

/** The account at the end of a demo. */
record Table(
    List<Ledger.Line> lines,
    Map<String, BigInteger> penalties,
    Map<Address, String> payees,
    boolean right,
    String conclusion) {
  private static final double ETHER = 1e18;

  long settled() {
    return lines.stream().filter(each -> each.paid.isPresent()).count();
  }

  private double[] seconds(java.util.function.Function<Ledger.Line, java.util.Optional<Long>> at) {
    return lines.stream()
        .filter(each -> at.apply(each).isPresent())
        .mapToDouble(each -> (at.apply(each).orElseThrow() - each.openedNanos) / 1e9)
        .sorted()
        .toArray();
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
    double[] ready = seconds(line -> line.readyNanos);
    double[] attested = seconds(line -> line.paidNanos);
    StringBuilder text = new StringBuilder();
    text.append("%n%-34s %d of %d%n".formatted("batches attested", settled(), lines.size()));
    text.append(
        "%-34s p50 %.1f s, p95 %.1f s%n"
            .formatted(
                "from post to proof ready", percentile(ready, 0.5), percentile(ready, 0.95)));
    text.append(
        "%-34s p50 %.1f s, p95 %.1f s%n"
            .formatted(
                "from post to attested and paid",
                percentile(attested, 0.5),
                percentile(attested, 0.95)));
    text.append("%-34s %.1f %%%n".formatted("clearing price, of the cap", paidOfCap()));
    shares()
        .forEach((name, count) ->
            text.append(
                "%-34s %d (%.0f %%)%n"
                    .formatted("delivered by " + name, count, 100.0 * count / settled())));
    if (penalties.isEmpty()) {
      text.append("%-34s none%n".formatted("slashes"));
    }
    penalties.forEach((name, wei) ->
        text.append("%-34s %.6f ether%n".formatted("slashed " + name, wei.doubleValue() / ETHER)));
    text.append("%-34s %s%n".formatted("checked again", right ? conclusion : "RESULTS DIFFER"));
    return text.toString();
  }

  ObjectNode json() {
    double[] ready = seconds(line -> line.readyNanos);
    double[] attested = seconds(line -> line.paidNanos);
    ObjectNode json =
        Wire.object()
            .put("requests", lines.size())
            .put("settled", settled())
            .put("readyP50Seconds", percentile(ready, 0.5))
            .put("readyP95Seconds", percentile(ready, 0.95))
            .put("attestedP50Seconds", percentile(attested, 0.5))
            .put("attestedP95Seconds", percentile(attested, 0.95))
            .put("pricePercentOfCap", paidOfCap())
            .put("right", right);
    ObjectNode shares = json.putObject("shares");
    shares().forEach(shares::put);
    ObjectNode slashed = json.putObject("slashedWei");
    penalties.forEach((name, wei) -> slashed.put(name, wei.toString()));
    return json;
  }
}
