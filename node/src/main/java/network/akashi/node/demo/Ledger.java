package network.akashi.node.demo;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.ProofMarketEvent;
import network.akashi.node.onchain.ChainWatch;
import network.akashi.node.view.ChainView;

/** Watches requests from opening to payment, says what happens, and remembers when. */
final class Ledger {
  /** Who was slashed for which request. */
  private record Slash(String prover, Line line) {}

  /** What is known of a request. */
  static final class Line {
    final int number;
    final Bytes32 id;
    final long openedNanos;
    BigInteger cap = BigInteger.ZERO;
    BigInteger price = BigInteger.ZERO;
    Optional<Long> primary = Optional.empty();
    Optional<Long> assignedNanos = Optional.empty();
    Optional<Long> readyNanos = Optional.empty();
    Optional<Long> attestedNanos = Optional.empty();
    Optional<Long> paidNanos = Optional.empty();
    Optional<ProofMarketEvent.Fulfilled> paid = Optional.empty();
    boolean failed;
    private int seen;

    Line(int number, Bytes32 id, long openedNanos) {
      this.number = number;
      this.id = id;
      this.openedNanos = openedNanos;
    }
  }

  private final ChainWatch watch;
  private final Map<Long, String> names;
  private final Map<Address, String> payees;
  private final Consumer<String> said;
  private final long began = System.nanoTime();
  final Map<Bytes32, Line> lines = new LinkedHashMap<>();
  final Map<String, BigInteger> penalties = new HashMap<>();
  private final List<Slash> slashes = new ArrayList<>();
  final Attestations attestations = new Attestations();

  Ledger(
      ChainWatch watch,
      Map<Long, String> names,
      Map<Address, String> payees,
      Consumer<String> said) {
    this.watch = watch;
    this.names = Map.copyOf(names);
    this.payees = Map.copyOf(payees);
    this.said = said;
  }

  /** Takes in what is new on chain. */
  synchronized void look() {
    ChainView view = watch.observe(Set.of());
    long now = System.nanoTime();
    view.attestedRoots().forEach(root -> attestations.saw(root, now));
    for (Bytes32 id : watch.requestIds()) {
      Line line = lines.computeIfAbsent(id, _ -> new Line(lines.size() + 1, id, now));
      List<ProofMarketEvent> history = watch.history(id);
      while (line.seen < history.size()) {
        take(line, history.get(line.seen++), now);
      }
    }
  }

  /** Takes note of when results were attested, by request. */
  synchronized void setAttested(Map<Bytes32, Long> nanos) {
    lines.values().forEach(line -> line.attestedNanos = Optional.ofNullable(nanos.get(line.id)));
  }

  /** How often each prover was primary, by its id. */
  synchronized Map<Long, Long> primaries() {
    Map<Long, Long> counts = new HashMap<>();
    for (Line line : lines.values()) {
      line.primary.ifPresent(id -> counts.merge(id, 1L, Long::sum));
    }
    return counts;
  }

  synchronized List<Line> all() {
    return new ArrayList<>(lines.values());
  }

  synchronized long settled() {
    return lines.values().stream().filter(each -> each.paid.isPresent()).count();
  }

  synchronized boolean isFailed() {
    return lines.values().stream().anyMatch(each -> each.failed);
  }

  /** Who was slashed for a request during all of which it was not guilty. */
  synchronized List<String> innocents(Guilt guilt) {
    return slashes.stream()
        .filter(each -> {
          long until = each.line().paidNanos.orElse(Long.MAX_VALUE);
          return !guilt.covers(each.prover(), each.line().openedNanos, until);
        })
        .map(each -> "%s (request %d)".formatted(each.prover(), each.line().number))
        .distinct()
        .toList();
  }

  private void take(Line line, ProofMarketEvent event, long now) {
    switch (event) {
      case ProofMarketEvent.Requested e -> {
        line.cap = e.request().maxPrice();
        say(line, "requested");
      }
      case ProofMarketEvent.Assigned e -> {
        line.primary = e.provers().stream().findFirst();
        line.price = e.price();
        line.assignedNanos = Optional.of(now);
        say(
            line,
            "assigned to %s, standing by: %s; %s wei a cell"
                .formatted(
                    name(e.provers().getFirst()),
                    String.join(
                        ", ",
                        e.provers().stream().skip(1).filter(p -> p != 0).map(this::name).toList()),
                    e.price()));
      }
      case ProofMarketEvent.Reopened e ->
          say(line, "nobody qualified; the limit rises to %s wei a cell".formatted(e.priceLimit()));
      case ProofMarketEvent.Committed e -> {
        if (line.readyNanos.isEmpty()) {
          line.readyNanos = Optional.of(now);
        }
        say(line, "proof ready, committed by %s".formatted(role(e.role())));
      }
      case ProofMarketEvent.CommitmentLapsed e ->
          say(line, "the commitment of %s lapsed".formatted(role(e.role())));
      case ProofMarketEvent.Fulfilled e -> {
        line.paid = Optional.of(e);
        line.paidNanos = Optional.of(now);
        say(
            line,
            "attested and paid: %s as %s, %.6f ether, %.1f s after the request"
                .formatted(
                    payees.getOrDefault(e.payee(), e.payee().toString()),
                    role(e.role()),
                    e.paid().doubleValue() / 1e18,
                    (now - line.openedNanos) / 1e9));
      }
      case ProofMarketEvent.Penalised e -> {
        penalties.merge(name(e.prover()), e.amount(), BigInteger::add);
        slashes.add(new Slash(name(e.prover()), line));
        say(
            line,
            "slashed: %s, as %s, %.6f ether"
                .formatted(name(e.prover()), role(e.role()), e.amount().doubleValue() / 1e18));
      }
      case ProofMarketEvent.Expired _ -> {
        line.failed = true;
        say(line, "expired");
      }
      case ProofMarketEvent.Annulled _ -> {
        line.failed = true;
        say(line, "annulled");
      }
      case ProofMarketEvent.CallbackFailed _ -> say(line, "the requester's callback failed");
      case ProofMarketEvent.ClockStopped _ -> say(line, "clock stopped");
      case ProofMarketEvent.ClockResumed _ -> say(line, "clock goes on");
      default -> {}
    }
  }

  private void say(Line line, String what) {
    note("request %d: %s".formatted(line.number, what));
  }

  /** Says something that is no event of the chain. */
  void note(String what) {
    said.accept("%6.1f s  %s".formatted((System.nanoTime() - began) / 1e9, what));
  }

  String name(long prover) {
    return names.getOrDefault(prover, "prover " + prover);
  }

  private static String role(int role) {
    return switch (role) {
      case 0 -> "primary";
      case 1 -> "standby 1";
      case 2 -> "standby 2";
      default -> "anyone";
    };
  }
}
