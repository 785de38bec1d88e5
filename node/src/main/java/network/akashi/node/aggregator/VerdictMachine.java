package network.akashi.node.aggregator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.market.Verdict;
import network.akashi.node.aggregator.VerdictCase.Subject;
import network.akashi.node.command.Command;
import network.akashi.node.command.Judgement;
import network.akashi.node.command.Leaf;
import network.akashi.node.command.Sends;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Standing;

/**
 * Collects signatures for verdicts on requests, and has the market act on what a quorum signed.
 *
 * <p><b>One date for all.</b> A verdict says since when it holds, and all have to sign the same
 * date. So members are first asked with a date that nobody signs, and answer with the earliest that
 * they would; the earliest that suits a quorum is what they are asked to sign then. A member that
 * named a date and does not sign it can delay the others for {@link #PROPOSAL_LASTS}: after that
 * the next later date is tried.
 *
 * <p><b>Two transactions.</b> The root first, then {@code stopClock}, {@code resumeClock} or {@code
 * annul} with it. If the market refuses the second (somebody's commitment is still open), it is
 * tried again.
 *
 * <p><b>Who asks.</b> Whoever suffers appeals until something happens. That a clock goes on again
 * is asked without an appeal: a prover that gains by its standing still would not.
 *
 * <p>Nothing is journaled.
 */
public final class VerdictMachine {
  static final Duration PROPOSAL_LASTS = Duration.ofSeconds(5);
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);
  private static final Duration ENFORCE_AGAIN = Duration.ofSeconds(3);
  private static final Duration APPEAL_LASTS = Duration.ofSeconds(30);
  private static final Duration REFUSED_LASTS = Duration.ofSeconds(8);
  private static final int MOST_CASES = 256;
  private static final int MOST_ATTEMPTS = 100;

  private final Shares crypto;
  private final Address market;
  private final Map<Subject, VerdictCase> cases = new LinkedHashMap<>();
  private final Map<Subject, Instant> refusedUntil = new HashMap<>();
  private final Map<Bytes32, Long> notBefore = new HashMap<>();

  /** A machine without cases. */
  public VerdictMachine(Shares crypto, Address market) {
    this.crypto = crypto;
    this.market = market;
  }

  /** How many verdicts are being collected. */
  public int open() {
    return cases.size();
  }

  /** Takes in what happened, and decides. */
  public List<VerdictAct> step(
      ChainView chain, Instant now, Sends sends, List<VerdictEvent> events) {
    List<VerdictAct> acts = new ArrayList<>();
    refusedUntil.values().removeIf(until -> !now.isBefore(until));
    for (VerdictEvent event : events) {
      hear(event, chain, now, acts);
    }
    for (RequestFacts facts : chain.requests().values()) {
      if (facts.standing().stoppedAt() != 0) {
        open(new Subject(facts.terms().id(), Verdict.AVAILABLE), chain, now);
      }
    }
    notBefore.keySet().removeIf(id -> standing(chain, id).isEmpty());
    for (VerdictCase each : List.copyOf(cases.values())) {
      advance(each, chain, now, sends, acts);
    }
    return acts;
  }

  private void hear(VerdictEvent event, ChainView chain, Instant now, List<VerdictAct> acts) {
    switch (event) {
      case VerdictEvent.Appealed(Bytes32 id, Verdict verdict) ->
          open(new Subject(id, verdict), chain, now);
      case VerdictEvent.Signed signed ->
          about(signed.judgement(), signed.committee(), signed.seat())
              .ifPresent(each -> signed(each, signed, acts));
      case VerdictEvent.Stated stated ->
          about(stated.judgement(), stated.committee(), stated.seat())
              .ifPresent(each -> each.take(stated.seat(), stated.stance()));
    }
  }

  private void open(Subject subject, ChainView chain, Instant now) {
    VerdictCase known = cases.get(subject);
    if (known != null) {
      known.appealedAt = now;
      return;
    }
    boolean possible =
        cases.size() < MOST_CASES
            && !refusedUntil.containsKey(subject)
            && chain.committee().isSitting()
            && !isMoot(subject, chain);
    if (possible) {
      long earliest = notBefore.getOrDefault(subject.requestId(), 0L);
      cases.put(subject, new VerdictCase(subject, chain.committee(), earliest, now));
    }
  }

  /** The case that an answer is about: of this date, and this committee. */
  private Optional<VerdictCase> about(Judgement judgement, long committee, int seat) {
    Subject subject = new Subject(judgement.requestId(), judgement.verdict());
    return Optional.ofNullable(cases.get(subject))
        .filter(found ->
            found.committee.number() == committee
                && found.judgement().equals(judgement)
                && seat < found.committee.members().size());
  }

  private void signed(VerdictCase open, VerdictEvent.Signed event, List<VerdictAct> acts) {
    if (open.hasQuorum()) {
      return; // what is posted already must not change
    }
    var member = open.committee.members().get(event.seat());
    Bytes32 root = root(open);
    if (crypto.verify(member.key(), open.committee.number(), root, event.signature())) {
      open.shares.put(event.seat(), event.signature());
    } else {
      acts.add(new VerdictAct.Ban(member.endpoint()));
    }
  }

  private Bytes32 root(VerdictCase open) {
    return Leaf.of(open.judgement(), market);
  }

  private static Optional<Standing> standing(ChainView chain, Bytes32 id) {
    return chain.request(id).map(RequestFacts::standing).filter(s -> s.status().running());
  }

  /** Whether the market has done, or cannot do any more, what the verdict is for. */
  private static boolean isMoot(Subject subject, ChainView chain) {
    Optional<Standing> standing = standing(chain, subject.requestId());
    return standing.isEmpty()
        || switch (subject.verdict()) {
          case UNAVAILABLE -> standing.get().stoppedAt() != 0;
          case AVAILABLE -> standing.get().stoppedAt() == 0;
          case UNPROVABLE -> false;
        };
  }

  private void advance(
      VerdictCase open, ChainView chain, Instant now, Sends sends, List<VerdictAct> acts) {
    if (isMoot(open.subject, chain)) {
      cases.remove(open.subject);
    } else if (chain.attestedRoots().contains(root(open))) {
      enforce(open, chain, now, sends, acts);
    } else if (open.hasQuorum()) {
      post(open, sends, acts);
    } else if (open.committee.number() != chain.committee().number()
        || open.appealedAt.plus(APPEAL_LASTS).isBefore(now)) {
      cases.remove(open.subject);
    } else if (!open.canHaveQuorum()) {
      cases.remove(open.subject);
      refusedUntil.put(open.subject, now.plus(REFUSED_LASTS));
    } else {
      collect(open, chain, now, acts);
    }
  }

  private void collect(VerdictCase open, ChainView chain, Instant now, List<VerdictAct> acts) {
    boolean isStale = !now.isBefore(open.proposedAt.plus(PROPOSAL_LASTS));
    if (open.subject.verdict() != Verdict.UNPROVABLE && (!open.isDated() || isStale)) {
      open.agreeable(open.since(), chain.timeSeconds()).ifPresent(date -> open.propose(date, now));
    }
    for (int seat : open.toAsk(now.minus(ASK_AGAIN), now)) {
      String endpoint = open.committee.members().get(seat).endpoint();
      acts.add(new VerdictAct.Ask(open.committee.number(), seat, endpoint, open.judgement()));
    }
  }

  private void post(VerdictCase open, Sends sends, List<VerdictAct> acts) {
    Command.Attest attest =
        new Command.Attest(
            open.committee.number(),
            root(open),
            open.signers(),
            crypto.aggregate(List.copyOf(open.shares.values())));
    switch (sends.progress(attest.key())) {
      case NONE -> acts.add(new VerdictAct.Submit(attest));
      case FAILED -> cases.remove(open.subject); // another committee, or a signer was condemned
      case SENT, INCLUDED, DONE -> {}
    }
  }

  private void enforce(
      VerdictCase open, ChainView chain, Instant now, Sends sends, List<VerdictAct> acts) {
    Command.Enforce enforce = new Command.Enforce(open.judgement(), open.attempt);
    switch (sends.progress(enforce.key())) {
      case NONE -> {
        if (!now.isBefore(open.enforcedAt.plus(ENFORCE_AGAIN))) {
          open.enforcedAt = now;
          acts.add(new VerdictAct.Submit(enforce));
        }
      }
      case FAILED -> {
        if (open.subject.verdict() == Verdict.UNPROVABLE && open.attempt < MOST_ATTEMPTS) {
          open.attempt++;
        } else { // a clock that was set after this date: the next verdict has to be younger
          notBefore.put(open.subject.requestId(), chain.timeSeconds());
          cases.remove(open.subject);
        }
      }
      case SENT, INCLUDED, DONE -> {}
    }
  }
}
