package network.akashi.node.daemon;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.ProofMarketEvent;
import network.akashi.market.RequestStatus;
import network.akashi.node.NodeError;
import network.akashi.node.http.Wire;
import network.akashi.node.metrics.Metrics;
import network.akashi.node.onchain.ChainWatch;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.work.WorkException;
import network.akashi.node.work.WorkSource;

/** Executes by itself everything that was paid for, and raises the alarm when results differ. */
final class Audit {
  private static final Logger LOG = System.getLogger(Audit.class.getName());
  private static final int MOST_TRIES = 20;

  private final ChainWatch watch;
  private final WorkSource source;
  private final Metrics metrics;
  private final EventLog events;
  private final Consumer<Bytes32> differs;
  private final Map<Bytes32, Integer> tries = new HashMap<>();

  Audit(
      ChainWatch watch,
      WorkSource source,
      Metrics metrics,
      EventLog events,
      Consumer<Bytes32> differs) {
    this.differs = differs;
    this.watch = watch;
    this.source = source;
    this.metrics = metrics;
    this.events = events;
  }

  void tick(ChainView view) {
    for (RequestFacts facts : view.requests().values()) {
      Bytes32 id = facts.terms().id();
      int tried = tries.getOrDefault(id, 0);
      if (facts.standing().status() == RequestStatus.FULFILLED && tried < MOST_TRIES) {
        tries.put(id, tried + 1);
        check(facts);
      }
    }
    tries.keySet().retainAll(view.requests().keySet());
  }

  private void check(RequestFacts facts) {
    Bytes32 id = facts.terms().id();
    for (ProofMarketEvent event : watch.history(id)) {
      if (event instanceof ProofMarketEvent.Fulfilled done) {
        try {
          Bytes32 mine = source.fetch(facts.terms()).outputDigest();
          tries.put(id, MOST_TRIES);
          verdict(id, mine, done.outputDigest());
        } catch (WorkException e) {
          if (!e.error().mayPass()) {
            tries.put(id, MOST_TRIES);
            metrics.count("akashi_audits_total{result=\"impossible\"}", 1);
            LOG.log(Level.WARNING, "request {0} cannot be checked: {1}", id, e.getMessage());
          }
        }
      }
    }
  }

  private void verdict(Bytes32 id, Bytes32 mine, Bytes32 paid) {
    boolean same = mine.equals(paid);
    metrics.count("akashi_audits_total{result=\"%s\"}".formatted(same ? "same" : "other"), 1);
    events.add("audit", Wire.object().put("requestId", id.toHex()).put("same", same));
    if (!same) {
      differs.accept(id);
      LOG.log(
          Level.ERROR,
          "{0}: request {1} was paid for output {2}; executing it gives {3}",
          NodeError.CLAIM_FALSE.code(),
          id,
          paid,
          mine);
    }
  }
}
