package network.akashi.node.daemon;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import network.akashi.chain.Bytes32;
import network.akashi.market.Verdict;
import network.akashi.node.NodeError;
import network.akashi.node.aggregator.Answer;
import network.akashi.node.command.Certificate;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Command;
import network.akashi.node.command.Progress;
import network.akashi.node.http.PeerClient;
import network.akashi.node.onchain.ChainOutbox;
import network.akashi.node.prover.ProverEvent;
import network.akashi.node.prover.ProverPorts;
import network.akashi.node.view.Terms;

/** The real ports of a prover. */
record NodeProverPorts(
    Workshop workshop,
    ChainOutbox outbox,
    PeerClient peers,
    List<URI> aggregators,
    URI self,
    ExecutorService threads,
    Set<Claim> inFlight,
    Consumer<ProverEvent> told)
    implements ProverPorts {
  NodeProverPorts(
      Workshop workshop,
      ChainOutbox outbox,
      PeerClient peers,
      List<URI> aggregators,
      URI self,
      ExecutorService threads,
      Consumer<ProverEvent> told) {
    this(
        workshop,
        outbox,
        peers,
        List.copyOf(aggregators),
        self,
        threads,
        ConcurrentHashMap.newKeySet(),
        told);
  }

  @Override
  public void prepare(Terms terms) {
    workshop.prepare(terms);
  }

  @Override
  public void prove(Terms terms) {
    workshop.prove(terms);
  }

  @Override
  public void drop(Bytes32 requestId) {
    workshop.drop(requestId);
  }

  @Override
  public Progress progress(String key) {
    return outbox.progress(key);
  }

  @Override
  public void submit(Command command) {
    outbox.submit(command);
  }

  @Override
  public void appeal(Bytes32 requestId, Verdict verdict) {
    threads.execute(() -> {
      for (URI aggregator : aggregators) {
        peers.appeal(aggregator, requestId, verdict);
      }
    });
  }

  /** Asks all aggregators, one question about a claim at a time; the first certificate counts. */
  @Override
  public void announce(Claim claim) {
    if (!inFlight.add(claim)) {
      return;
    }
    threads.execute(() -> {
      try {
        int refusals = 0;
        NodeError reason = NodeError.NO_QUORUM;
        for (URI aggregator : aggregators) {
          switch (peers.announce(aggregator, claim, self).orElse(new Answer.Pending())) {
            case Answer.Certified(Certificate certificate) -> {
              told.accept(new ProverEvent.Certified(claim.requestId(), certificate));
              return;
            }
            case Answer.Refused(NodeError error) -> {
              refusals++;
              reason = error;
            }
            case Answer.Pending() -> {}
          }
        }
        if (refusals > 0 && refusals == aggregators.size() && !reason.mayPass()) {
          told.accept(new ProverEvent.ClaimRefused(claim.requestId(), reason));
        }
      } finally {
        inFlight.remove(claim);
      }
    });
  }
}
