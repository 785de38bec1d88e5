package network.akashi.node.daemon;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import network.akashi.chain.Bytes32;
import network.akashi.chain.rpc.RpcException;
import network.akashi.node.command.Command;
import network.akashi.node.command.Testimony;
import network.akashi.node.http.PeerClient;
import network.akashi.node.onchain.ChainOutbox;
import network.akashi.node.onchain.ChainWatch;
import network.akashi.node.onchain.Evidence;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Terms;
import network.akashi.node.watcher.ContradictionMachine;

/**
 * Collects who signed what about a request that was paid for another result than executing gives,
 * from the chain and from aggregators, and has the machine report who contradicts itself.
 */
final class Prosecution {
  private static final Logger LOG = System.getLogger(Prosecution.class.getName());
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final int MOST_TRIES = 60;

  private final ChainOutbox outbox;
  private final PeerClient peers;
  private final List<URI> aggregators;
  private final ExecutorService threads;
  private final Evidence evidence;
  private final ContradictionMachine machine = new ContradictionMachine();
  private final Queue<ContradictionMachine.Heard> heard = new ConcurrentLinkedQueue<>();
  private final Map<Bytes32, Suspect> suspects = new HashMap<>();

  /** A request whose result is doubted. */
  private static final class Suspect {
    int tries;
    Instant next = Instant.EPOCH;
  }

  Prosecution(
      ChainWatch watch,
      ChainOutbox outbox,
      PeerClient peers,
      List<URI> aggregators,
      ExecutorService threads) {
    this.outbox = outbox;
    this.peers = peers;
    this.aggregators = List.copyOf(aggregators);
    this.threads = threads;
    this.evidence = new Evidence(watch);
  }

  /** A request was paid for another result than executing it gives. */
  void suspect(Bytes32 requestId) {
    suspects.putIfAbsent(requestId, new Suspect());
  }

  /** One step. */
  void tick(ChainView view, Instant now) {
    suspects.forEach((id, suspect) -> {
      if (suspect.tries < MOST_TRIES && !now.isBefore(suspect.next)) {
        suspect.tries++;
        suspect.next = now.plus(PAUSE);
        threads.execute(() -> gather(view, id));
      }
    });
    List<ContradictionMachine.Heard> news = new ArrayList<>();
    for (var each = heard.poll(); each != null; each = heard.poll()) {
      news.add(each);
    }
    for (Command command : machine.step(news, view.committee(), outbox)) {
      LOG.log(Level.WARNING, "submitting {0}", command.key());
      outbox.submit(command);
    }
  }

  /** Everything that is known of who signed what about this program and input. */
  private void gather(ChainView view, Bytes32 suspect) {
    try {
      for (Bytes32 id : sameSubject(view, suspect)) {
        List<Testimony> found = new ArrayList<>();
        evidence.of(id).ifPresent(found::add);
        for (URI aggregator : aggregators) {
          found.addAll(peers.testimonies(aggregator, id));
        }
        for (Testimony each : found) {
          evidence.check(each).ifPresent(heard::add);
        }
      }
    } catch (RpcException e) { // the next try may do better
      LOG.log(Level.WARNING, "request {0}: {1}", suspect, e.getMessage());
    }
  }

  private static List<Bytes32> sameSubject(ChainView view, Bytes32 suspect) {
    List<Bytes32> same = new ArrayList<>(List.of(suspect));
    view.request(suspect)
        .map(RequestFacts::terms)
        .ifPresent(terms -> {
          for (RequestFacts each : view.requests().values()) {
            Terms other = each.terms();
            if (!other.id().equals(suspect)
                && other.programId().equals(terms.programId())
                && other.inputCommitment().equals(terms.inputCommitment())) {
              same.add(other.id());
            }
          }
        });
    return same;
  }
}
