package network.akashi.node.aggregator;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.node.attester.Opinion;
import network.akashi.node.attester.SignRequest;
import network.akashi.node.command.Certificate;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Command;
import network.akashi.node.command.Leaf;
import network.akashi.node.command.Sends;
import network.akashi.node.command.Testimony;
import network.akashi.node.view.ChainView;

/**
 * Decides whom to ask for which signature, and when a root goes on chain.
 *
 * <p>All claims that wait make one root, so that under load one transaction attests many. If a
 * member refuses one of several, the round is given up and each claim goes on alone: a bad claim
 * cannot hold up good ones for longer than that.
 *
 * <p>Nothing is journaled: provers announce until they have their certificates.
 */
public final class AggregatorMachine {
  private static final Duration ASK_AGAIN = Duration.ofMillis(250);
  private static final int MOST_CLAIMS = 4_096;
  private static final int MOST_SIGNED_ROUNDS = 1_024;

  private final Shares crypto;
  private final Map<Bytes32, Entry> entries = new LinkedHashMap<>();
  private final Map<Bytes32, Round> rounds = new LinkedHashMap<>();
  private final Map<String, Round> signedRounds =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Round> eldest) {
          return size() > MOST_SIGNED_ROUNDS;
        }
      };

  /** A claim on its way. */
  private static final class Entry {
    final Claim claim;
    final URI source;
    boolean inRound;
    boolean alone;
    Answer answer = new Answer.Pending();

    Entry(Claim claim, URI source) {
      this.claim = claim;
      this.source = source;
    }
  }

  /** A machine without claims. */
  public AggregatorMachine(Shares crypto) {
    this.crypto = crypto;
  }

  /** How far a claim is; pending if it was never heard of. */
  public Answer answer(Bytes32 leaf) {
    Entry entry = entries.get(leaf);
    return entry == null ? new Answer.Pending() : entry.answer;
  }

  /** What members signed of a request lately, whether or not it became a quorum. */
  public List<Testimony> testimonies(Bytes32 requestId) {
    List<Testimony> found = new ArrayList<>();
    for (Round round : signedRounds.values()) {
      for (int i = 0; i < round.leaves.size(); i++) {
        Claim claim = round.request.claims().get(i);
        if (claim.requestId().equals(requestId)) {
          found.add(
              new Testimony(
                  claim,
                  round.committee.number(),
                  Leaf.path(round.leaves, i),
                  round.signers(),
                  crypto.aggregate(List.copyOf(round.shares.values()))));
        }
      }
    }
    return found;
  }

  /** How many claims wait for a quorum. */
  public long waiting() {
    return entries.values().stream().filter(e -> e.answer instanceof Answer.Pending).count();
  }

  /** Takes in what happened, and decides. */
  public List<AggregatorAct> step(
      ChainView chain, Instant now, Sends sends, List<AggregatorEvent> events) {
    List<AggregatorAct> acts = new ArrayList<>();
    for (AggregatorEvent event : events) {
      hear(event, acts);
    }
    for (Round round : List.copyOf(rounds.values())) {
      advance(round, chain, now, sends, acts);
    }
    prune(chain);
    form(chain, now, acts);
    return acts;
  }

  private void hear(AggregatorEvent event, List<AggregatorAct> acts) {
    switch (event) {
      case AggregatorEvent.Announced(Claim claim, URI source) -> take(claim, source);
      case AggregatorEvent.Signed(Bytes32 root, int seat, Bytes signature) -> {
        Round round = rounds.get(root);
        if (round != null && seat < round.committee.members().size()) {
          signed(round, seat, signature, acts);
        }
      }
      case AggregatorEvent.Declined(Bytes32 root, int seat, List<Opinion> opinions) -> {
        Round round = rounds.get(root);
        if (round != null) {
          declined(round, seat, opinions);
        }
      }
      case AggregatorEvent.Unreached _ -> {} // it is asked again
    }
  }

  private void take(Claim claim, URI source) {
    Bytes32 leaf = Leaf.of(claim);
    Entry known = entries.get(leaf);
    if (known == null && entries.size() < MOST_CLAIMS) {
      entries.put(leaf, new Entry(claim, source));
    } else if (known != null && known.answer instanceof Answer.Refused && mayPass(known)) {
      entries.put(leaf, new Entry(claim, source));
    }
  }

  private static boolean mayPass(Entry entry) {
    return entry.answer instanceof Answer.Refused(NodeError error) && error.mayPass();
  }

  private void signed(Round round, int seat, Bytes signature, List<AggregatorAct> acts) {
    if (round.hasQuorum()) {
      return; // what is posted already must not change
    }
    var member = round.committee.members().get(seat);
    if (crypto.verify(member.key(), round.committee.number(), round.root, signature)) {
      round.shares.put(seat, signature);
      signedRounds.put(round.committee.number() + " " + round.root, round);
    } else {
      round.refusals.put(seat, NodeError.SIGNATURE_INVALID);
      acts.add(new AggregatorAct.Ban(member.endpoint()));
    }
  }

  private void declined(Round round, int seat, List<Opinion> opinions) {
    for (Opinion opinion : opinions) {
      if (opinion instanceof Opinion.Refused(NodeError error) && !error.mayPass()) {
        round.refusals.put(seat, error);
      }
    }
    if (round.refusals.containsKey(seat) && round.leaves.size() > 1) {
      giveUp(round, true);
    }
  }

  /** The claims of a round wait again. */
  private void giveUp(Round round, boolean alone) {
    rounds.remove(round.root);
    for (Bytes32 leaf : round.leaves) {
      Entry entry = entries.get(leaf);
      if (entry != null) {
        entry.inRound = false;
        entry.alone |= alone;
      }
    }
  }

  /** Forgets claims whose requests are gone or over. */
  private void prune(ChainView chain) {
    entries
        .values()
        .removeIf(entry -> {
          var facts = chain.request(entry.claim.requestId());
          return !entry.inRound && (facts.isEmpty() || !facts.get().standing().status().running());
        });
  }

  private void advance(
      Round round, ChainView chain, Instant now, Sends sends, List<AggregatorAct> acts) {
    if (chain.attestedRoots().contains(round.root)) {
      finish(round);
      return;
    }
    if (isOfNoUse(round, chain)) {
      giveUp(round, false);
      return;
    }
    if (round.hasQuorum()) {
      post(round, sends, acts);
      return;
    }
    if (round.committee.number() != chain.committee().number()) {
      giveUp(round, false);
      return;
    }
    if (!round.canHaveQuorum()) {
      refuse(round);
      return;
    }
    ask(round, now, acts);
  }

  /** Whether none of its claims' requests is open any more. */
  private static boolean isOfNoUse(Round round, ChainView chain) {
    return round.request.claims().stream()
        .map(claim -> chain.request(claim.requestId()))
        .noneMatch(facts -> facts.isPresent() && facts.get().standing().status().running());
  }

  private void finish(Round round) {
    rounds.remove(round.root);
    for (int i = 0; i < round.leaves.size(); i++) {
      Entry entry = entries.get(round.leaves.get(i));
      if (entry != null) {
        entry.inRound = false;
        entry.answer =
            new Answer.Certified(new Certificate(round.root, Leaf.path(round.leaves, i)));
      }
    }
  }

  private void post(Round round, Sends sends, List<AggregatorAct> acts) {
    Bytes sum = crypto.aggregate(List.copyOf(round.shares.values()));
    Command.Attest attest =
        new Command.Attest(round.committee.number(), round.root, round.signers(), sum);
    switch (sends.progress(attest.key())) {
      case NONE -> acts.add(new AggregatorAct.Submit(attest));
      case FAILED -> giveUp(round, false); // another committee, or a signer was condemned
      case SENT, INCLUDED, DONE -> {}
    }
  }

  /** Only rounds of one claim come here: larger ones are split by the first refusal. */
  private void refuse(Round round) {
    NodeError error = round.refusals.values().stream().findFirst().orElse(NodeError.NO_QUORUM);
    rounds.remove(round.root);
    for (Bytes32 leaf : round.leaves) {
      Entry entry = entries.get(leaf);
      if (entry != null) {
        entry.inRound = false;
        entry.answer = new Answer.Refused(error);
      }
    }
  }

  private void ask(Round round, Instant now, List<AggregatorAct> acts) {
    for (int seat : round.toAsk(now.minus(ASK_AGAIN), now)) {
      String endpoint = round.committee.members().get(seat).endpoint();
      acts.add(new AggregatorAct.Ask(round.root, seat, endpoint, round.request));
    }
  }

  private void form(ChainView chain, Instant now, List<AggregatorAct> acts) {
    if (!chain.committee().isSitting()) {
      return;
    }
    List<Entry> together = new ArrayList<>();
    for (Entry entry : entries.values()) {
      if (entry.inRound || !(entry.answer instanceof Answer.Pending)) {
        continue;
      }
      if (entry.alone) {
        begin(chain, List.of(entry), now, acts);
      } else if (together.size() < SignRequest.MOST_CLAIMS) {
        together.add(entry);
      }
    }
    if (!together.isEmpty()) {
      begin(chain, together, now, acts);
    }
  }

  private void begin(ChainView chain, List<Entry> members, Instant now, List<AggregatorAct> acts) {
    SignRequest request =
        new SignRequest(
            chain.committee().number(),
            members.stream().map(entry -> entry.claim).toList(),
            members.stream().map(entry -> entry.source).toList());
    Round round = new Round(chain.committee(), request);
    rounds.put(round.root, round);
    members.forEach(entry -> entry.inRound = true);
    ask(round, now, acts);
  }
}
