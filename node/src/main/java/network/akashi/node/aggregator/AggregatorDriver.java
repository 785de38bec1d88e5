package network.akashi.node.aggregator;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import network.akashi.chain.Bytes32;
import network.akashi.node.attester.SignRequest;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Command;
import network.akashi.node.command.Leaf;
import network.akashi.node.command.Sends;
import network.akashi.node.command.Testimony;
import network.akashi.node.view.ChainView;

/** Runs an {@link AggregatorMachine}. */
public final class AggregatorDriver {
  /** What an aggregator can have done; none of it blocks. */
  public interface Ports extends Sends {
    /** Ask; what comes of it is told to {@link AggregatorDriver#tell}. */
    void ask(Bytes32 root, int seat, String endpoint, SignRequest request);

    /** Listen to this node no more for a while. */
    void ban(String endpoint);

    /** Act on chain, once. */
    void submit(Command command);
  }

  private final AggregatorMachine machine;
  private final Ports ports;
  private final Queue<AggregatorEvent> heard = new ConcurrentLinkedQueue<>();

  public AggregatorDriver(AggregatorMachine machine, Ports ports) {
    this.machine = machine;
    this.ports = ports;
  }

  /** Takes an event, from any thread; the next tick hears it. */
  public void tell(AggregatorEvent event) {
    heard.add(event);
  }

  /** Takes a claim, and says how far it is. */
  public Answer announce(Claim claim, URI source) {
    tell(new AggregatorEvent.Announced(claim, source));
    synchronized (this) {
      return machine.answer(Leaf.of(claim));
    }
  }

  /** What members signed of a request lately. */
  public synchronized List<Testimony> testimonies(Bytes32 requestId) {
    return machine.testimonies(requestId);
  }

  /** How many claims wait. */
  public synchronized long waiting() {
    return machine.waiting();
  }

  /** One step. */
  public synchronized void tick(ChainView chain, Instant now) {
    List<AggregatorEvent> events = new ArrayList<>();
    for (AggregatorEvent event = heard.poll(); event != null; event = heard.poll()) {
      events.add(event);
    }
    for (AggregatorAct act : machine.step(chain, now, ports, events)) {
      switch (act) {
        case AggregatorAct.Ask ask ->
            ports.ask(ask.root(), ask.seat(), ask.endpoint(), ask.request());
        case AggregatorAct.Ban ban -> ports.ban(ban.endpoint());
        case AggregatorAct.Submit submit -> ports.submit(submit.command());
      }
    }
  }
}
