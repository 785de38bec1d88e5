package network.akashi.node.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import network.akashi.chain.Bytes32;

/**
 * Disturbs primaries in the middle of their work. One is killed, the next paused, and both come
 * back after a while; a third sends rubbish from then on: each proof it gives away has a wrong bit.
 * Which comes first follows from the seed.
 */
final class Chaos {
  private static final Duration AWAY = Duration.ofSeconds(35);

  private enum Disturbance {
    KILL,
    PAUSE,
    CORRUPT
  }

  private final Ledger ledger;
  private final Map<Long, NodeProcess> processes;
  private final Map<Long, ChaosProxy> proxies;
  private final List<Disturbance> order = new ArrayList<>(List.of(Disturbance.values()));
  private final Guilt guilt = new Guilt();
  private final Set<Bytes32> seen = new HashSet<>();
  private final List<Absence> absences = new ArrayList<>();
  private Optional<ChaosProxy> rogue = Optional.empty();
  private int turn;

  private record Absence(long prover, NodeProcess process, boolean killed, long until) {}

  /**
   * Chaos among provers.
   *
   * @param processes by the id of the prover that is alone in it
   * @param proxies before them
   */
  Chaos(Ledger ledger, Map<Long, NodeProcess> processes, Map<Long, ChaosProxy> proxies, long seed) {
    this.ledger = ledger;
    this.processes = Map.copyOf(processes);
    this.proxies = Map.copyOf(proxies);
    Collections.shuffle(order, new Random(seed));
  }

  /** Looks for somebody to disturb, and lets those come back whose time it is. */
  void tick() {
    long now = System.nanoTime();
    for (Absence absence : List.copyOf(absences)) {
      if (now >= absence.until()) {
        bringBack(absence);
      }
    }
    for (Ledger.Line line : ledger.all()) {
      boolean fresh = line.primary.isPresent() && line.readyNanos.isEmpty() && line.paid.isEmpty();
      if (fresh && absences.isEmpty() && seen.add(line.id)) {
        disturb(line, now);
      }
    }
  }

  private void disturb(Ledger.Line line, long now) {
    long prover = line.primary.orElseThrow();
    NodeProcess process = processes.get(prover);
    ChaosProxy proxy = proxies.get(prover);
    boolean isRogue = proxy != null && rogue.filter(proxy::equals).isPresent();
    if (process == null || proxy == null || isRogue || !process.isAlive()) {
      return;
    }
    Disturbance what = order.get(turn++ % order.size());
    if (what == Disturbance.CORRUPT && rogue.isPresent()) {
      what = order.get(turn++ % order.size()); // one rogue is enough
    }
    guilt.begins(ledger.name(prover), now);
    String how =
        switch (what) {
          case KILL -> {
            process.kill();
            yield "killed (SIGKILL)";
          }
          case PAUSE -> {
            process.pause();
            yield "paused (SIGSTOP)";
          }
          case CORRUPT -> {
            proxy.corrupt();
            rogue = Optional.of(proxy);
            yield "gives away corrupted proofs from now on";
          }
        };
    ledger.note(
        "CHAOS: %s %s; it is primary of request %d"
            .formatted(ledger.name(prover), how, line.number));
    if (what != Disturbance.CORRUPT) {
      absences.add(new Absence(prover, process, what == Disturbance.KILL, now + AWAY.toNanos()));
    }
  }

  private void bringBack(Absence absence) {
    absences.remove(absence);
    if (absence.killed()) {
      absence.process().restart();
    } else {
      absence.process().resume();
    }
    String name = ledger.name(absence.prover());
    guilt.ends(name, System.nanoTime());
    ledger.note("CHAOS: %s is back".formatted(name));
  }

  /** Lets all come back that were killed or paused. */
  void end() {
    List.copyOf(absences).forEach(this::bringBack);
  }

  /** Who may be slashed. */
  Guilt guilt() {
    return guilt;
  }

  /** How many proofs arrived corrupted. */
  int corrupted() {
    return rogue.map(ChaosProxy::corrupted).orElse(0);
  }
}
