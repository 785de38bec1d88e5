package network.akashi.node.attester;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.market.Verdict;
import network.akashi.node.NodeError;
import network.akashi.node.command.Judgement;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Standing;

/**
 * Decides which verdicts on requests an attester signs: only what it has seen itself.
 *
 * <p><b>What is seen.</b> An input is looked for when somebody wants a verdict on its request, and
 * as long as somebody wants one. It is missing since the first of several attempts in a row that
 * all failed; attempts further apart than {@link #GAP_SECONDS} are not in a row, because nobody
 * knows what was between them. A verdict {@code Unavailable} has to last {@link #PATIENCE_SECONDS}
 * before it is signed: slow sources are not missing data. That costs provers nothing, because
 * clocks stop at the date in the verdict.
 *
 * <p><b>What is over.</b> An input that comes back while the verdict is still on its way has cost
 * its prover as much. So an outage that lasted long enough is signed for afterwards as well, until
 * the clock was set again; the next verdict lets the clock go on from when the input was found.
 *
 * <p><b>Dates.</b> A verdict is signed with any date from which it holds by what this attester has
 * seen, and never with an earlier one. Who asks for an earlier one is told the earliest.
 *
 * <p><b>What is not seen.</b> A node that cannot tell, because its own chain does not answer or it
 * has not the program, signs nothing: its trouble is not the sequencer's.
 *
 * <p>Nothing is journaled: after a restart an attester has seen less, and signs later dates.
 */
public final class WitnessMachine {
  /** How long an input must have been missing before a clock is stopped for it. */
  static final long PATIENCE_SECONDS = 4;

  /** Attempts further apart are not in a row. */
  static final long GAP_SECONDS = 15;

  private static final long LOOK_AGAIN_SECONDS = 2;
  private static final long FOUND_LASTS_SECONDS = 10;
  private static final int MOST_LOOKING = 16;

  private final Bytes key;
  private final Map<Bytes32, Input> inputs = new HashMap<>();

  private enum Sight {
    UNKNOWN,
    MISSING,
    THERE,
    HOPELESS
  }

  /**
   * An outage that is over.
   *
   * @param since first failure
   * @param until last failure
   * @param clockStart of the request then; a clock that was set since has made up for it
   */
  private record Outage(long since, long until, long clockStart) {
    boolean isPatient() {
      return until - since >= PATIENCE_SECONDS;
    }
  }

  /** What is known of one input; times are the chain's. */
  private static final class Input {
    Sight sight = Sight.UNKNOWN;
    Optional<Outage> outage = Optional.empty();
    Optional<NodeError> blind = Optional.empty();
    long since;
    long seenAt = Long.MIN_VALUE / 2;
    long lookedAt = Long.MIN_VALUE / 2;
    boolean looking;
  }

  /**
   * A machine that has seen nothing.
   *
   * @param key the public BLS key
   */
  public WitnessMachine(Bytes key) {
    this.key = key;
  }

  /**
   * What follows from a question.
   *
   * @param stance the answer
   * @param look whether to look for the request's input now
   */
  public record Step(Stance stance, boolean look) {}

  /** Takes in what was seen, and says what it thinks of a verdict. */
  public Step step(
      ChainView chain, List<WitnessEvent> events, long committee, Judgement judgement) {
    for (WitnessEvent event : events) {
      see(event, chain);
    }
    inputs
        .keySet()
        .removeIf(id -> chain.request(id).filter(f -> f.standing().status().running()).isEmpty());
    Optional<NodeError> objection = objection(chain, committee, judgement);
    if (objection.isPresent()) {
      return new Step(new Stance.Refuses(objection.get()), false);
    }
    Standing standing = chain.request(judgement.requestId()).orElseThrow().standing();
    Input input = inputs.computeIfAbsent(judgement.requestId(), _ -> new Input());
    boolean look = isTimeToLook(input, chain.timeSeconds());
    if (look) {
      input.looking = true;
      input.lookedAt = chain.timeSeconds();
    }
    return new Step(stance(input, standing, judgement, chain.timeSeconds()), look);
  }

  private void see(WitnessEvent event, ChainView chain) {
    Input input = inputs.get(event.requestId());
    if (input == null) {
      return;
    }
    long now = chain.timeSeconds();
    input.looking = false;
    input.blind = Optional.empty();
    switch (event) {
      case WitnessEvent.Blind(Bytes32 _, NodeError error) -> {
        input.blind = Optional.of(error);
        return; // as if it had not looked
      }
      case WitnessEvent.Missing _ -> seen(input, Sight.MISSING, input.lookedAt);
      case WitnessEvent.Found(Bytes32 id) -> {
        if (input.sight == Sight.MISSING) {
          input.outage = outage(input, chain.request(id)).or(() -> input.outage);
        }
        seen(input, Sight.THERE, now);
      }
      case WitnessEvent.Hopeless _ -> seen(input, Sight.HOPELESS, now);
    }
    input.seenAt = now;
  }

  private static Optional<Outage> outage(Input input, Optional<RequestFacts> facts) {
    return facts
        .map(found -> new Outage(input.since, input.seenAt, found.standing().clockStart()))
        .filter(Outage::isPatient);
  }

  private static void seen(Input input, Sight sight, long since) {
    boolean inARow = input.sight == sight && input.lookedAt - input.seenAt <= GAP_SECONDS;
    if (!inARow) {
      input.since = since;
    }
    input.sight = sight;
  }

  /** What is wrong with a verdict, whatever is seen of the input. */
  private Optional<NodeError> objection(ChainView chain, long committee, Judgement judgement) {
    if (committee != chain.committee().number() || chain.committee().seatOf(key).isEmpty()) {
      return Optional.of(NodeError.NOT_A_MEMBER);
    }
    Optional<Standing> standing = chain.request(judgement.requestId()).map(RequestFacts::standing);
    if (standing.isEmpty() || !standing.get().status().running()) {
      return Optional.of(NodeError.CLAIM_UNKNOWN);
    }
    boolean isStopped = standing.get().stoppedAt() != 0;
    boolean isMoot =
        (judgement.verdict() == Verdict.UNAVAILABLE && isStopped)
            || (judgement.verdict() == Verdict.AVAILABLE && !isStopped);
    if (isMoot) {
      return Optional.of(NodeError.VERDICT_MOOT);
    }
    boolean isDated =
        judgement.verdict() == Verdict.UNPROVABLE
            ? judgement.since() == 0
            : judgement.since() >= 0 && judgement.since() <= chain.timeSeconds();
    return isDated ? Optional.empty() : Optional.of(NodeError.VERDICT_FALSE);
  }

  private boolean isTimeToLook(Input input, long now) {
    boolean settled =
        input.blind.isEmpty() && (input.sight == Sight.THERE || input.sight == Sight.HOPELESS);
    long pause = settled ? FOUND_LASTS_SECONDS : LOOK_AGAIN_SECONDS;
    long looking = inputs.values().stream().filter(each -> each.looking).count();
    return !input.looking && now - input.lookedAt >= pause && looking < MOST_LOOKING;
  }

  private static Stance stance(Input input, Standing standing, Judgement judgement, long now) {
    boolean isFresh = now - input.seenAt <= GAP_SECONDS;
    if (input.sight == Sight.UNKNOWN || !isFresh) {
      return input.blind.<Stance>map(Stance.Refuses::new).orElse(new Stance.Pending());
    }
    return switch (judgement.verdict()) {
      case UNAVAILABLE ->
          switch (input.sight) {
            case MISSING ->
                now - input.since < PATIENCE_SECONDS
                    ? new Stance.Pending()
                    : dated(judgement, input.since);
            case THERE ->
                input
                    .outage
                    .filter(outage -> outage.clockStart == standing.clockStart())
                    .filter(outage -> judgement.since() <= outage.until)
                    .map(outage -> dated(judgement, outage.since))
                    .orElse(new Stance.Refuses(NodeError.INPUT_IS_THERE));
            default -> new Stance.Refuses(NodeError.INPUT_IS_THERE);
          };
      case AVAILABLE ->
          input.sight == Sight.MISSING
              ? new Stance.Refuses(NodeError.DATA_UNAVAILABLE)
              : dated(judgement, Math.max(input.since, standing.stoppedAt()));
      case UNPROVABLE ->
          switch (input.sight) {
            case HOPELESS -> new Stance.Agrees();
            case MISSING -> new Stance.Refuses(NodeError.DATA_UNAVAILABLE);
            default -> new Stance.Refuses(NodeError.RUN_SUCCEEDS);
          };
    };
  }

  private static Stance dated(Judgement judgement, long since) {
    return judgement.since() >= since ? new Stance.Agrees() : new Stance.From(since);
  }
}
