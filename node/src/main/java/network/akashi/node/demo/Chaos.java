package network.akashi.node.demo;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.akashi.chain.Bytes32;

/**
 * Kills and pauses provers in the middle of their work: the first request's primary is killed, the
 * third's paused, and so on in turn; each comes back after a while.
 */
final class Chaos {
  private static final Duration AWAY = Duration.ofSeconds(35);

  private final Ledger ledger;
  private final Map<Long, NodeProcess> processes;
  private final Set<Bytes32> seen = new HashSet<>();
  private final List<Absence> absences = new java.util.ArrayList<>();
  private int turn;

  private record Absence(NodeProcess process, boolean killed, long until) {}

  Chaos(Ledger ledger, Map<Long, NodeProcess> processes) {
    this.ledger = ledger;
    this.processes = Map.copyOf(processes);
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
    NodeProcess process = processes.get(line.primary.orElseThrow());
    if (process == null || !process.isAlive()) {
      return;
    }
    boolean kill = turn++ % 2 == 0;
    if (kill) {
      process.kill();
    } else {
      process.pause();
    }
    ledger.note(
        "CHAOS: %s %s, primary of request %d"
            .formatted(
                process.name(), kill ? "killed (SIGKILL)" : "paused (SIGSTOP)", line.number));
    absences.add(new Absence(process, kill, now + AWAY.toNanos()));
  }

  private void bringBack(Absence absence) {
    absences.remove(absence);
    if (absence.killed()) {
      absence.process().restart();
    } else {
      absence.process().resume();
    }
    ledger.note("CHAOS: %s is back".formatted(absence.process().name()));
  }

  /** Lets all come back. */
  void end() {
    List.copyOf(absences).forEach(this::bringBack);
  }
}
