package network.akashi.node.prover;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.akashi.chain.Bytes32;
import network.akashi.market.RequestStatus;
import network.akashi.market.Verdict;
import network.akashi.node.NodeError;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Command;
import network.akashi.node.command.Leaf;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Standing;

/**
 * Decides what a prover does next.
 *
 * <p><b>What is believed.</b> Where a request stands is read from the chain anew at every step, and
 * before every act that costs something; the journal only says what was done and what is on disk. A
 * transaction that seems lost, a restart, a reorganisation are therefore no special cases: the step
 * after them sees what is missing.
 *
 * <p><b>What is done first.</b> Of the jobs whose turn it is, the one whose deadline is nearest.
 *
 * <p><b>Whose turn it is.</b> The primary's at once. A standby begins when, by its estimate, it
 * would be ready as its window opens, and only if nobody has committed to a proof; so as long as
 * primaries do their duty, standbys prove nothing. From T3 on the same holds for everybody.
 */
public final class ProverMachine {
  private static final long FIRST_RETRY_SECONDS = 2;
  private static final long LONGEST_RETRY_SECONDS = 60;
  private static final long ANNOUNCE_SECONDS = 1;
  private static final long LONGEST_DATA_RETRY_SECONDS = 4;
  private static final long APPEAL_SECONDS = 2;
  private static final Set<NodeError> WITHOUT_FAULT =
      Set.of(NodeError.BEATEN, NodeError.EXPIRED, NodeError.ANNULLED);
  private static final int MOST_REFUSALS = 20;

  /** Reorganisations that bring a request back are over by then. */
  private static final long FORGET_SECONDS = 600;

  private final ProverSettings settings;
  private final Turns turns;
  private final Map<Bytes32, Job> jobs = new LinkedHashMap<>();
  private final Map<Bytes32, Long> goneSince = new HashMap<>();
  private final Map<Bytes32, Long> appealedAt = new HashMap<>();

  /** A machine that goes on with what was journaled. */
  public ProverMachine(ProverSettings settings, Collection<Job> journaled) {
    this.settings = settings;
    this.turns = new Turns(settings);
    journaled.forEach(job -> jobs.put(job.requestId(), job.afterRestart()));
  }

  /** All jobs that are remembered. */
  public List<Job> jobs() {
    return List.copyOf(jobs.values());
  }

  /** Takes in what happened, and decides. */
  public Step step(Situation now, List<ProverEvent> events) {
    Round round = new Round(now);
    for (ProverEvent event : events) {
      Job job = jobs.get(event.requestId());
      if (job != null) {
        round.hear(job, event);
      }
    }
    for (RequestFacts facts : now.chain().requests().values()) {
      round.meet(facts);
    }
    for (Job job : List.copyOf(jobs.values())) {
      now.chain()
          .request(job.requestId())
          .ifPresentOrElse(
              facts -> {
                goneSince.remove(job.requestId());
                round.advance(job, facts);
              },
              () -> round.forget(job));
    }
    round.startProofs();
    return round.result();
  }

  /** One step: changes jobs and collects acts. */
  private final class Round {
    private final Situation now;
    private final long seconds;
    private final Map<Bytes32, Job> changed = new LinkedHashMap<>();
    private final List<ProverAct> acts = new ArrayList<>();

    Round(Situation now) {
      this.now = now;
      this.seconds = now.seconds();
    }

    Step result() {
      return new Step(List.copyOf(changed.values()), acts);
    }

    private void put(Job job) {
      jobs.put(job.requestId(), job);
      changed.put(job.requestId(), job);
    }

    void hear(Job job, ProverEvent event) {
      switch (event) {
        case ProverEvent.Prepared(Bytes32 _, long millis) -> {
          if (job.stage() == Stage.PREPARING) {
            put(job.prepared(millis));
          }
        }
        case ProverEvent.PrepareFailed(Bytes32 _, NodeError error) -> {
          if (job.stage() == Stage.PREPARING) {
            fail(job, error);
          }
        }
        case ProverEvent.Proved proved -> {
          if (job.stage() == Stage.PROVING) {
            put(job.proven(proved.claim(), proved.output()));
          }
        }
        case ProverEvent.ProveFailed(Bytes32 _, NodeError error) -> {
          if (job.stage() == Stage.PROVING) {
            fail(job, error);
          }
        }
        case ProverEvent.Certified certified -> {
          if (job.stage() == Stage.PROVEN) {
            put(job.certified(certified.certificate()));
          }
        }
        case ProverEvent.ClaimRefused(Bytes32 _, NodeError error) -> {
          if (job.stage() == Stage.PROVEN) {
            fail(job, error);
          }
        }
      }
    }

    private void fail(Job job, NodeError error) {
      boolean again =
          error.mayPass() || error == NodeError.PROOF_REJECTED || error == NodeError.PROOF_CORRUPT;
      boolean data = error == NodeError.DATA_UNAVAILABLE; // waits for as long as it takes
      if (!again || (!data && job.failures() + 1 >= settings.mostFailures())) {
        end(job, error);
        return;
      }
      long pause =
          Math.min(
              FIRST_RETRY_SECONDS << Math.min(job.failures(), 16),
              data ? LONGEST_DATA_RETRY_SECONDS : LONGEST_RETRY_SECONDS);
      put(job.failed(error, seconds + pause));
      acts.add(new ProverAct.Drop(job.requestId()));
    }

    private void end(Job job, NodeError why) {
      put(job.ended(why));
      acts.add(new ProverAct.Drop(job.requestId()));
    }

    /** A request that there is no job for yet. */
    void meet(RequestFacts facts) {
      Bytes32 id = facts.terms().id();
      if (!jobs.containsKey(id) && turns.concerns(facts, seconds, now.isPaused())) {
        put(Job.watched(id, turns.roleIn(facts.standing())));
      }
    }

    /** The chain does not have the request any more, or it ended long ago. */
    void forget(Job job) {
      long since = goneSince.computeIfAbsent(job.requestId(), _ -> seconds);
      if (job.stage().isOver() && seconds - since >= FORGET_SECONDS) {
        jobs.remove(job.requestId()); // the journal knows it for longer
        goneSince.remove(job.requestId());
        return;
      }
      if (job.stage() == Stage.PREPARING
          || job.stage() == Stage.PREPARED
          || job.stage() == Stage.PROVING) {
        put(job.at(Stage.WATCHED));
        acts.add(new ProverAct.Drop(job.requestId()));
      }
    }

    void advance(Job before, RequestFacts facts) {
      Standing standing = facts.standing();
      if (!standing.status().running()) {
        close(before, standing);
        appealedAt.remove(before.requestId());
        return;
      }
      Job job = revive(before);
      int role = turns.roleIn(standing);
      if (job.role() != role && !job.stage().isOver()) {
        job = job.in(role);
        put(job);
      }
      verdictDue(job, standing).ifPresent(verdict -> appeal(before.requestId(), verdict));
      switch (job.stage()) {
        case WATCHED -> prepare(job, facts);
        case PREPARED, PROVING -> giveWay(job, facts);
        case PROVEN -> {
          commit(job, facts);
          announce(jobs.getOrDefault(job.requestId(), job));
        }
        case CERTIFIED -> deliver(job, facts);
        case PREPARING, PAID, ENDED -> {}
      }
    }

    /** What attesters have to say of the request, so that nobody is slashed for no fault. */
    private static Optional<Verdict> verdictDue(Job job, Standing standing) {
      boolean cannotBe =
          job.error()
              .filter(e -> e == NodeError.UNPROVABLE || e == NodeError.WORK_ABOVE_BOUND)
              .isPresent();
      boolean lacksInput = job.error().filter(e -> e == NodeError.DATA_UNAVAILABLE).isPresent();
      boolean isStopped = standing.stoppedAt() != 0;
      return switch (job.stage()) {
        case ENDED -> cannotBe ? Optional.of(Verdict.UNPROVABLE) : Optional.empty();
        case WATCHED, PREPARING ->
            lacksInput && !isStopped ? Optional.of(Verdict.UNAVAILABLE) : Optional.empty();
        case PREPARED, PROVING, PROVEN, CERTIFIED ->
            isStopped ? Optional.of(Verdict.AVAILABLE) : Optional.empty();
        case PAID -> Optional.empty();
      };
    }

    private void appeal(Bytes32 id, Verdict verdict) {
      Long last = appealedAt.get(id);
      if (last == null || seconds - last >= APPEAL_SECONDS) {
        appealedAt.put(id, seconds);
        acts.add(new ProverAct.Appeal(id, verdict));
      }
    }

    /** Over, and open again: the chain was reorganised. */
    private Job revive(Job job) {
      boolean paid = job.stage() == Stage.PAID;
      boolean lost = job.error().filter(WITHOUT_FAULT::contains).isPresent();
      if (!paid && !(job.stage() == Stage.ENDED && lost)) {
        return job;
      }
      Stage stage =
          job.certificate().isPresent()
              ? Stage.CERTIFIED
              : job.claim().isPresent() ? Stage.PROVEN : Stage.WATCHED;
      Job again = job.at(stage);
      put(again);
      return again;
    }

    private void close(Job job, Standing standing) {
      if (standing.status() == RequestStatus.FULFILLED) {
        standing
            .fulfilledBy()
            .ifPresent(payee -> {
              boolean ours = payee.equals(settings.payee()) && job.claim().isPresent();
              if (ours && job.stage() != Stage.PAID) {
                put(job.at(Stage.PAID));
                acts.add(new ProverAct.Drop(job.requestId()));
              } else if (!ours && job.stage() != Stage.ENDED) {
                end(job, NodeError.BEATEN);
              }
            });
      } else if (!job.stage().isOver()) {
        boolean annulled = standing.status() == RequestStatus.ANNULLED;
        end(job, annulled ? NodeError.ANNULLED : NodeError.EXPIRED);
      }
    }

    private void prepare(Job job, RequestFacts facts) {
      if (seconds < job.retryAt() || !turns.mayStart(facts, job, seconds)) {
        return;
      }
      if (turns.isHopeless(facts, job, seconds)) {
        end(job, NodeError.DEADLINE_UNREACHABLE);
        return;
      }
      put(job.at(Stage.PREPARING));
      acts.add(new ProverAct.Prepare(job.requestId()));
    }

    /** Stops work that somebody else's commitment makes useless. */
    private void giveWay(Job job, RequestFacts facts) {
      if (facts.standing().commitmentAt(seconds).isPresent()) {
        put(job.at(Stage.WATCHED));
        acts.add(new ProverAct.Drop(job.requestId()));
      }
    }

    private void commit(Job job, RequestFacts facts) {
      if (seconds < job.retryAt() || !turns.mayCommit(facts, job, now.chain().timeSeconds())) {
        return;
      }
      Claim claim = job.claim().orElseThrow();
      submit(
          job,
          new Command.Commit(
              job.requestId(),
              job.role(),
              Leaf.commitment(job.requestId(), claim.payee(), claim.evidence()),
              job.refusals()));
    }

    private void announce(Job job) {
      acts.add(new ProverAct.Announce(job.claim().orElseThrow()));
    }

    private void deliver(Job job, RequestFacts facts) {
      if (seconds < job.retryAt()) {
        return;
      }
      turns
          .mayDeliver(facts, job, now.chain().timeSeconds())
          .ifPresent(role ->
              submit(
                  job,
                  new Command.Fulfil(
                      job.claim().orElseThrow(),
                      role,
                      job.certificate().orElseThrow(),
                      job.output(),
                      job.refusals())));
    }

    private void submit(Job job, Command command) {
      switch (now.sends().progress(command.key())) {
        case NONE -> acts.add(new ProverAct.Submit(command));
        case FAILED -> {
          if (job.refusals() >= MOST_REFUSALS) {
            end(job, NodeError.REFUSED_ON_CHAIN);
          } else {
            put(job.refused(seconds + ANNOUNCE_SECONDS));
          }
        }
        case SENT, INCLUDED, DONE -> {}
      }
    }

    void startProofs() {
      long running = jobs.values().stream().filter(j -> j.stage() == Stage.PROVING).count();
      List<Job> ready =
          jobs.values().stream()
              .filter(job -> job.stage() == Stage.PREPARED && isTurn(job))
              .sorted(Comparator.comparingLong(this::dueAt))
              .toList();
      for (Job job : ready) {
        if (running++ >= settings.slots()) {
          return;
        }
        put(job.at(Stage.PROVING));
        acts.add(new ProverAct.Prove(job.requestId()));
      }
    }

    private boolean isTurn(Job job) {
      Optional<RequestFacts> facts = now.chain().request(job.requestId());
      return facts.isPresent() && turns.mayStart(facts.get(), job, seconds);
    }

    private long dueAt(Job job) {
      RequestFacts facts = now.chain().request(job.requestId()).orElseThrow();
      return facts.standing().clockStart() + turns.due(facts, job.role());
    }
  }
}
