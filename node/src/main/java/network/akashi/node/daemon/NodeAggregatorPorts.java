package network.akashi.node.daemon;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import network.akashi.chain.Bytes32;
import network.akashi.node.aggregator.AggregatorDriver;
import network.akashi.node.aggregator.AggregatorEvent;
import network.akashi.node.attester.SignRequest;
import network.akashi.node.command.Command;
import network.akashi.node.command.Progress;
import network.akashi.node.http.Bouncer;
import network.akashi.node.http.PeerClient;
import network.akashi.node.http.Wire;
import network.akashi.node.onchain.ChainOutbox;

/** The real ports of an aggregator. */
record NodeAggregatorPorts(
    ChainOutbox outbox,
    PeerClient peers,
    Bouncer members,
    ExecutorService threads,
    Set<Question> inFlight,
    Consumer<AggregatorEvent> told)
    implements AggregatorDriver.Ports {
  /** Whom for which signature. */
  record Question(Bytes32 root, int seat) {}

  NodeAggregatorPorts(
      ChainOutbox outbox,
      PeerClient peers,
      Bouncer members,
      ExecutorService threads,
      Consumer<AggregatorEvent> told) {
    this(outbox, peers, members, threads, ConcurrentHashMap.newKeySet(), told);
  }

  /** Members take their time to answer while they check: nobody is asked twice at a time. */
  @Override
  public void ask(Bytes32 root, int seat, String endpoint, SignRequest request) {
    Question question = new Question(root, seat);
    if (!inFlight.add(question)) {
      return;
    }
    threads.execute(() -> {
      Optional<Wire.SignAnswer> answer = Optional.empty();
      try {
        if (!endpoint.isEmpty() && !members.isBanned(endpoint)) {
          answer = peers.sign(URI.create(endpoint), request);
        }
      } finally {
        inFlight.remove(question);
      }
      told.accept(event(root, seat, answer));
    });
  }

  private static AggregatorEvent event(Bytes32 root, int seat, Optional<Wire.SignAnswer> answer) {
    if (answer.isEmpty()) {
      return new AggregatorEvent.Unreached(root, seat);
    }
    return answer
        .get()
        .signature()
        .<AggregatorEvent>map(each -> new AggregatorEvent.Signed(root, seat, each))
        .orElse(new AggregatorEvent.Declined(root, seat, answer.get().opinions()));
  }

  @Override
  public void ban(String endpoint) {
    members.ban(endpoint);
  }

  @Override
  public Progress progress(String key) {
    return outbox.progress(key);
  }

  @Override
  public void submit(Command command) {
    outbox.submit(command);
  }
}
