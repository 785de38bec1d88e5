package network.akashi.node.aggregator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import network.akashi.node.command.Command;
import network.akashi.node.command.Judgement;
import network.akashi.node.command.Sends;
import network.akashi.node.view.ChainView;

/** Runs a {@link VerdictMachine}. */
public final class VerdictDriver {
  /** What a collector of verdicts can have done; none of it blocks. */
  public interface Ports extends Sends {
    /** Ask a member; what comes of it is told to {@link VerdictDriver#tell}. */
    void ask(long committee, int seat, String endpoint, Judgement judgement);

    /** Listen to this node no more for a while. */
    void ban(String endpoint);

    /** Act on chain, once. */
    void submit(Command command);
  }

  private final VerdictMachine machine;
  private final Ports ports;
  private final Queue<VerdictEvent> heard = new ConcurrentLinkedQueue<>();

  public VerdictDriver(VerdictMachine machine, Ports ports) {
    this.machine = machine;
    this.ports = ports;
  }

  /** Takes an event, from any thread; the next tick hears it. */
  public void tell(VerdictEvent event) {
    heard.add(event);
  }

  /** One step. */
  public synchronized void tick(ChainView chain, Instant now) {
    List<VerdictEvent> events = new ArrayList<>();
    for (VerdictEvent event = heard.poll(); event != null; event = heard.poll()) {
      events.add(event);
    }
    for (VerdictAct act : machine.step(chain, now, ports, events)) {
      switch (act) {
        case VerdictAct.Ask ask ->
            ports.ask(ask.committee(), ask.seat(), ask.endpoint(), ask.judgement());
        case VerdictAct.Ban ban -> ports.ban(ban.endpoint());
        case VerdictAct.Submit submit -> ports.submit(submit.command());
      }
    }
  }
}
