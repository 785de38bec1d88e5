package network.akashi.node.attester;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.node.command.Claim;
import network.akashi.node.view.ChainView;

/** Runs an {@link AttesterMachine}: first the journal, then the acts. */
public final class AttesterDriver {
  /** What an attester can have done. */
  public interface Ports {
    /**
     * Fetch the proof and check everything, in the background; what comes of it is told to {@link
     * AttesterDriver#tell}.
     */
    void check(Claim claim, java.net.URI source);

    /** The signature of a root. */
    Bytes sign(long committee, Bytes32 root);

    /** Remember these for ever. */
    void vouch(List<Vouch> vouches);
  }

  /** An answer to who wants a signature: that, or what is thought of each claim. */
  public record Answer(Optional<Bytes> signature, List<Opinion> opinions) {
    public Answer {
      opinions = List.copyOf(opinions);
    }

    /** Whether a later answer may be another because a proof is being looked at. */
    public boolean isPending() {
      return signature.isEmpty() && opinions.stream().anyMatch(Opinion.Pending.class::isInstance);
    }
  }

  private final AttesterMachine machine;
  private final Ports ports;
  private final Queue<AttesterEvent> heard = new ConcurrentLinkedQueue<>();

  public AttesterDriver(AttesterMachine machine, Ports ports) {
    this.machine = machine;
    this.ports = ports;
  }

  /** Takes an event, from any thread; whoever asks next profits from it. */
  public void tell(AttesterEvent event) {
    heard.add(event);
  }

  /** Answers an aggregator. */
  public synchronized Answer ask(ChainView chain, SignRequest request) {
    List<AttesterEvent> events = new ArrayList<>();
    for (AttesterEvent event = heard.poll(); event != null; event = heard.poll()) {
      events.add(event);
    }
    events.add(new AttesterEvent.Asked(0, request));
    AttesterMachine.Step step = machine.step(chain, events);
    if (!step.vouches().isEmpty()) {
      ports.vouch(step.vouches());
      machine.remember(step.vouches());
    }
    Answer answer = new Answer(Optional.empty(), List.of());
    for (AttesterAct act : step.acts()) {
      switch (act) {
        case AttesterAct.Check check -> ports.check(check.claim(), check.source());
        case AttesterAct.Sign sign ->
            answer = new Answer(Optional.of(ports.sign(sign.committee(), sign.root())), List.of());
        case AttesterAct.Decline decline ->
            answer = new Answer(Optional.empty(), decline.opinions());
      }
    }
    return answer;
  }
}
