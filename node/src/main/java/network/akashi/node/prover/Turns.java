package network.akashi.node.prover;

import java.util.Optional;
import network.akashi.market.Deadlines;
import network.akashi.market.RequestStatus;
import network.akashi.market.Role;
import network.akashi.node.command.Leaf;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Standing;

/** When it is whose turn: the market's clock, as a prover has to read it. */
final class Turns {
  private final ProverSettings settings;

  Turns(ProverSettings settings) {
    this.settings = settings;
  }

  /** The role in which the prover could deliver at some time of the clock. */
  int roleIn(Standing standing) {
    return standing.roleOf(settings.prover());
  }

  /** Whether the work is this prover's, or could become so soon. */
  boolean concerns(RequestFacts facts, long now, boolean paused) {
    Standing standing = facts.standing();
    if (!standing.status().running()) {
      return false;
    }
    int role = roleIn(standing);
    boolean assigned = standing.status() == RequestStatus.ASSIGNED && role != Role.ANYONE;
    return assigned
        || (settings.forced() && !paused && standing.elapsed(now) >= start(facts, role, 0));
  }

  /** When to start, in seconds of the clock, so as to be ready when the role's window opens. */
  long start(RequestFacts facts, int role, long estimateMillis) {
    Deadlines deadlines = facts.terms().deadlines();
    if (role == Role.PRIMARY) {
      return 0;
    }
    long opens = role == Role.ANYONE ? deadlines.t3() : deadlines.windowStart(role);
    return opens - lead(estimateMillis);
  }

  /** Seconds to be early by. */
  private long lead(long estimateMillis) {
    long millis = estimateMillis == 0 ? settings.unknownEstimateMillis() : estimateMillis;
    return millis * 3 / 2 / 1_000 + settings.slackSeconds();
  }

  /** Whether it is time to work, and somebody else has not shown to have the proof already. */
  boolean mayStart(RequestFacts facts, Job job, long now) {
    Standing standing = facts.standing();
    return standing.elapsed(now) >= start(facts, job.role(), job.estimateMillis())
        && standing.commitmentAt(now).isEmpty();
  }

  /** Whether what is not begun by now is of no use to anybody. */
  boolean isHopeless(RequestFacts facts, Job job, long now) {
    long ready = facts.standing().elapsed(now) + job.estimateMillis() / 1_000;
    return ready > facts.terms().deadlines().t4();
  }

  /** Until when the role's duty is due, in seconds of the clock. */
  long due(RequestFacts facts, int role) {
    Deadlines deadlines = facts.terms().deadlines();
    return role == Role.ANYONE ? deadlines.t4() : deadlines.due(role);
  }

  /** Whether the chain would take a commitment in the next block. */
  boolean mayCommit(RequestFacts facts, Job job, long chainTime) {
    Standing standing = facts.standing();
    long elapsed = standing.elapsed(chainTime);
    Deadlines deadlines = facts.terms().deadlines();
    return job.role() != Role.ANYONE
        && standing.status() == RequestStatus.ASSIGNED
        && standing.commitmentAt(chainTime).isEmpty()
        && !standing.hasDefaulted(job.role())
        && elapsed >= deadlines.windowStart(job.role())
        && elapsed < deadlines.t3();
  }

  /** The role in which the chain would take the proof in the next block; empty if it would not. */
  Optional<Integer> mayDeliver(RequestFacts facts, Job job, long chainTime) {
    Standing standing = facts.standing();
    Optional<Standing.Open> open = standing.commitmentAt(chainTime);
    if (open.isPresent()) {
      boolean ours =
          job.claim().isPresent()
              && open.get()
                  .hash()
                  .equals(
                      Leaf.commitment(
                          job.requestId(), settings.payee(), job.claim().get().evidence()));
      return ours ? Optional.of(open.get().role()) : Optional.empty();
    }
    Deadlines deadlines = facts.terms().deadlines();
    long elapsed = standing.elapsed(chainTime);
    if (elapsed > deadlines.t4()) {
      return Optional.empty();
    }
    if (elapsed >= deadlines.t3()) {
      return Optional.of(Role.ANYONE);
    }
    int role = job.role();
    boolean mayNow =
        role != Role.ANYONE
            && standing.status() == RequestStatus.ASSIGNED
            && !standing.hasDefaulted(role)
            && elapsed >= deadlines.windowStart(role);
    return mayNow ? Optional.of(role) : Optional.empty();
  }
}
