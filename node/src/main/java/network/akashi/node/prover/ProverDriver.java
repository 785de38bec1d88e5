package network.akashi.node.prover;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import network.akashi.chain.Bytes32;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Terms;

/**
 * Runs a {@link ProverMachine}: first the journal, then the acts. A crash in between is as if the
 * acts had been lost, which the machine's next step makes good.
 */
public final class ProverDriver {
  private final ProverMachine machine;
  private final JobStore store;
  private final ProverPorts ports;
  private final Queue<ProverEvent> heard = new ConcurrentLinkedQueue<>();
  private final Map<Bytes32, Job> unsaved = new LinkedHashMap<>();
  private final Queue<ProverAct> undone = new ArrayDeque<>();

  public ProverDriver(ProverSettings settings, JobStore store, ProverPorts ports) {
    this.machine = new ProverMachine(settings, store.load());
    this.store = store;
    this.ports = ports;
  }

  /** Takes an event, from any thread; the next tick hears it. */
  public void tell(ProverEvent event) {
    heard.add(event);
  }

  /** All jobs that are remembered. */
  public synchronized List<Job> jobs() {
    return machine.jobs();
  }

  /** One step. */
  public synchronized Step tick(ChainView chain, Instant now, boolean paused) {
    List<ProverEvent> events = new ArrayList<>();
    for (ProverEvent event = heard.poll(); event != null; event = heard.poll()) {
      events.add(event);
    }
    Step step = machine.step(new Situation(chain, now, ports, paused), events);
    step.changed().forEach(job -> unsaved.put(job.requestId(), job));
    undone.addAll(step.acts());
    if (!unsaved.isEmpty()) {
      store.save(List.copyOf(unsaved.values())); // if that fails, nothing is done this time
      unsaved.clear();
    }
    for (ProverAct act = undone.poll(); act != null; act = undone.poll()) {
      carryOut(act, chain);
    }
    return step;
  }

  private void carryOut(ProverAct act, ChainView chain) {
    switch (act) {
      case ProverAct.Prepare(Bytes32 id) -> terms(chain, id).ifPresent(ports::prepare);
      case ProverAct.Prove(Bytes32 id) -> terms(chain, id).ifPresent(ports::prove);
      case ProverAct.Drop(Bytes32 id) -> ports.drop(id);
      case ProverAct.Announce announce -> ports.announce(announce.claim());
      case ProverAct.Appeal appeal -> ports.appeal(appeal.requestId(), appeal.verdict());
      case ProverAct.Submit submit -> ports.submit(submit.command());
    }
  }

  private static Optional<Terms> terms(ChainView chain, Bytes32 id) {
    return chain.request(id).map(RequestFacts::terms);
  }
}
