package network.akashi.node.daemon;

import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import network.akashi.node.aggregator.VerdictDriver;
import network.akashi.node.aggregator.VerdictEvent;
import network.akashi.node.attester.WitnessDriver;
import network.akashi.node.command.Command;
import network.akashi.node.command.Judgement;
import network.akashi.node.command.Progress;
import network.akashi.node.http.Bouncer;
import network.akashi.node.http.PeerClient;
import network.akashi.node.http.Wire;
import network.akashi.node.onchain.ChainOutbox;

/** The real ports of a collector of verdicts. */
record NodeVerdictPorts(
    ChainOutbox outbox,
    PeerClient peers,
    Bouncer members,
    ExecutorService threads,
    Consumer<VerdictEvent> told)
    implements VerdictDriver.Ports {
  @Override
  public void ask(long committee, int seat, String endpoint, Judgement judgement) {
    if (endpoint.isEmpty() || members.isBanned(endpoint)) {
      return;
    }
    threads.execute(() ->
        peers
            .verdict(URI.create(endpoint), new Wire.VerdictRequest(committee, judgement))
            .ifPresent(answer -> told.accept(event(answer, committee, seat, judgement))));
  }

  private static VerdictEvent event(
      WitnessDriver.Answer answer, long committee, int seat, Judgement judgement) {
    return answer
        .signature()
        .<VerdictEvent>map(each -> new VerdictEvent.Signed(judgement, committee, seat, each))
        .orElse(new VerdictEvent.Stated(judgement, committee, seat, answer.stance()));
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
