package network.akashi.node.attester;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import network.akashi.chain.Bytes;
import network.akashi.node.command.Judgement;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Terms;

/** Runs a {@link WitnessMachine}. */
public final class WitnessDriver {
  /** What a witness can have done. */
  public interface Ports {
    /** Look for an input and execute it, in the background; see {@link WitnessDriver#tell}. */
    void look(Terms terms);

    /** The signature of a verdict. */
    Bytes sign(long committee, Judgement judgement);
  }

  /** An answer to who wants a verdict signed; the signature is there if the stance agrees. */
  public record Answer(Optional<Bytes> signature, Stance stance) {}

  private final WitnessMachine machine;
  private final Ports ports;
  private final Queue<WitnessEvent> heard = new ConcurrentLinkedQueue<>();

  public WitnessDriver(WitnessMachine machine, Ports ports) {
    this.machine = machine;
    this.ports = ports;
  }

  /** Takes an event, from any thread; whoever asks next profits from it. */
  public void tell(WitnessEvent event) {
    heard.add(event);
  }

  /** Answers an aggregator. */
  public synchronized Answer ask(ChainView chain, long committee, Judgement judgement) {
    List<WitnessEvent> events = new ArrayList<>();
    for (WitnessEvent event = heard.poll(); event != null; event = heard.poll()) {
      events.add(event);
    }
    WitnessMachine.Step step = machine.step(chain, events, committee, judgement);
    if (step.look()) {
      chain.request(judgement.requestId()).map(RequestFacts::terms).ifPresent(ports::look);
    }
    Optional<Bytes> signature =
        step.stance() instanceof Stance.Agrees
            ? Optional.of(ports.sign(committee, judgement))
            : Optional.empty();
    return new Answer(signature, step.stance());
  }
}
