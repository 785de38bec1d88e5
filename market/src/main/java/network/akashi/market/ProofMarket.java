package network.akashi.market;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The market for proofs.
 *
 * <p><b>Life of a request.</b> Open → Assigned → Fulfilled, or → Expired, or → Annulled; Open →
 * Fulfilled when a stranger delivers after T3 what nobody was assigned.
 *
 * <p><b>Clock.</b> Deadlines are seconds of a clock that starts when the request is opened, starts
 * anew when it is assigned, and stands still while a quorum says that the input is unavailable.
 * After T3 it does not matter whether or to whom the request was assigned: anyone may deliver.
 *
 * <p><b>Penalties</b> are computed when a request ends, from the clock at which the delivered
 * commitment (or the proof itself) arrived. A lapsed commitment marks its role as defaulted at
 * once; the money moves at the end.
 *
 * <p>Each method refuses with the contract's error ({@link RefusedException}) and then has changed
 * nothing. Gas is not modelled: what the contract does only because gas is short has no counterpart
 * here.
 */
public final class ProofMarket {
  private final MarketParameters parameters;
  private final ProverRegistry registry;
  private final AssignmentRule rule;
  private final Verification verification;
  private final MarketEvent.Sink events;
  private final Ledger ledger;
  private final ReferencePrice reference;
  private final Settlement settlement;
  private final Map<Bytes32, RequestFile> files = new HashMap<>();

  /**
   * A market without requests.
   *
   * @param registry whose provers it gives work to; this market alone may lock and slash there
   * @param rule who gets what; the contract's is {@link SampledSecondPrice}
   */
  public ProofMarket(
      MarketParameters parameters,
      ProverRegistry registry,
      AssignmentRule rule,
      Verification verification,
      Callbacks callbacks,
      Payments payments,
      MarketEvent.Sink events) {
    RegistryParameters.require(
        parameters.seedDelay() < registry.parameters().assignWindow(), "seedDelay");
    this.parameters = parameters;
    this.registry = registry;
    this.rule = rule;
    this.verification = verification;
    this.events = events;
    this.ledger = new Ledger(payments, events);
    this.reference = new ReferencePrice(parameters.referencePrice());
    this.settlement = new Settlement(parameters, registry, verification, callbacks, ledger, events);
  }

  // --- Opening and assigning ---

  /**
   * Opens a request with its escrow in wei; gives its id. Opening the same request again gives the
   * same id and credits the money back.
   */
  public Bytes32 request(Block block, Address caller, BigInteger value, ProofRequest request) {
    Bytes32 id = idOf(request);
    RequestFile file = files.get(id);
    if (file != null) {
      if (!request.requester().equals(caller)) {
        throw Refusal.NOT_THE_REQUESTER.with(caller, request.requester());
      }
      ledger.receive(value);
      ledger.credit(caller, value);
      return id;
    }
    request.check(caller, parameters.maxLifetime(), registry.parameters());
    BigInteger escrow = request.escrow();
    if (!value.equals(escrow)) {
      throw Refusal.WRONG_ESCROW.with(value, escrow);
    }
    BigInteger gasCost = settlement.gasCost(block, request);
    if (request.gasReserve().compareTo(gasCost) < 0) {
      throw Refusal.GAS_RESERVE_TOO_SMALL.with(request.gasReserve(), gasCost);
    }
    ledger.receive(value);
    files.put(id, new RequestFile(id, RequestState.opened(block, request.startPrice())));
    events.accept(new RequestEvent.Requested(id, caller, request, escrow));
    return id;
  }

  /**
   * Assigns an open request, or re-opens it at a higher price if nobody qualifies, or with a new
   * seed if nobody called in time.
   *
   * @param beacon shows the randomness of the seed block
   */
  public void assign(Block block, ProofRequest request, Beacon beacon) {
    Bytes32 id = idOf(request);
    RequestFile file = fileOf(id);
    RequestState state = file.state;
    if (state.status() != RequestStatus.OPEN) {
      throw Refusal.NOT_OPEN.with(id, state.status().number());
    }
    if (state.stoppedAt() != 0) {
      throw Refusal.CLOCK_IS_STOPPED.with(id);
    }
    if (state.elapsed(block) >= request.deadlines().t3()) {
      throw Refusal.OPEN_TO_ANYONE.with(id);
    }
    if (block.number() > state.sampleBlock() + registry.parameters().assignWindow()) {
      reopen(file, state.sampledAgain(block));
      return;
    }
    ProofRequest.Units units = request.units(registry.parameters());
    Pool pool = registry.pool(block, query(request, state, id, units), beacon);
    Auction auction =
        new Auction(
            id,
            request.maxWork(),
            request.policy().sampleSize(),
            state.price(),
            reference.price(),
            pool);
    Optional<Award> award = rule.assign(auction);
    if (award.isEmpty()) {
      reopen(file, state.raised(raise(state.price(), request.maxPrice())).sampledAgain(block));
      return;
    }
    Assignment assignment = Assignment.of(award.get());
    registry.lock(assignment.locks(units));
    if (award.get().discovered()) {
      reference.follow(award.get().price());
    }
    file.state = state.assigned(block, award.get().price());
    file.assignment = assignment;
    events.accept(
        new RequestEvent.Assigned(
            id,
            List.of(assignment.primary(), assignment.standby1(), assignment.standby2()),
            award.get().price(),
            List.of(assignment.ask1(), assignment.ask2())));
  }

  private SampleQuery query(
      ProofRequest request, RequestState state, Bytes32 id, ProofRequest.Units units) {
    return new SampleQuery(
        state.sampleBlock() + parameters.seedDelay(),
        id,
        state.sampleBlock() - 1,
        request.programId(),
        request.policy().allOf(),
        request.policy().anyOf(),
        request.policy().tags(),
        state.price(),
        units.primary(),
        request.policy().sampleSize());
  }

  private void reopen(RequestFile file, RequestState state) {
    file.state = state;
    events.accept(new RequestEvent.Reopened(file.id, state.round(), state.price()));
  }

  /** A price limit after a round in which nobody qualified: a quarter more, up to the cap. */
  static long raise(long price, long maxPrice) {
    BigInteger raised =
        ProofRequest.ceilDiv(
            Uint64.big(price).multiply(BigInteger.valueOf(5)), BigInteger.valueOf(4));
    return raised.compareTo(Uint64.big(maxPrice)) < 0 ? raised.longValue() : maxPrice;
  }

  // --- Delivering ---

  /** Meets the deadline before the proof is on chain. Only the role's operator may. */
  public void commit(
      Block block, Address caller, ProofRequest request, int role, Commitment.Hash commitment) {
    Bytes32 id = idOf(request);
    RequestFile file = fileOf(id);
    RequestState state = file.state;
    if (state.status() != RequestStatus.ASSIGNED) {
      throw Refusal.NOT_ASSIGNED.with(id, state.status().number());
    }
    if (role >= Role.ANYONE) {
      throw Refusal.NO_SUCH_ROLE.with(role);
    }
    if (commitment.equals(Commitment.Hash.NONE)) {
      throw Refusal.ZERO_COMMITMENT.with();
    }
    Address operator = registry.operatorOf(file.assignment.prover(role));
    if (!operator.equals(caller)) {
      throw Refusal.NOT_THE_OPERATOR.with(caller, operator);
    }
    Commitment open = file.commitment;
    requireNoCommitment(block, file);
    int defaulted = open.defaulted(file.assignment, block, parameters.proofWindow());
    if (Assignment.hasDefaulted(defaulted, role)) {
      throw Refusal.ROLE_HAS_DEFAULTED.with(id, role);
    }
    long elapsed = state.elapsed(block);
    if (elapsed < request.deadlines().windowStart(role) || elapsed >= request.deadlines().t3()) {
      throw Refusal.WINDOW_CLOSED.with(id, role, elapsed);
    }
    if (open.madeAt() != 0) {
      file.assignment = file.assignment.with(defaulted);
      events.accept(new RequestEvent.CommitmentLapsed(id, open.role()));
    }
    file.commitment = new Commitment(commitment, role, block.timestamp(), elapsed);
    events.accept(new RequestEvent.Committed(id, role, commitment));
  }

  /** Delivers one result; refuses with the reason if it is not accepted. Anyone may. */
  public void fulfil(Block block, Fulfilment fulfilment) {
    Bytes32 id = idOf(fulfilment.request());
    Rejection reason = settlement.fulfil(block, fulfilment, fileOf(id));
    if (reason != Rejection.NONE) {
      throw Refusal.NOT_ACCEPTED.with(id, reason.number());
    }
  }

  /** Delivers many; one that is not accepted is reported and skipped. */
  public List<Rejection> fulfilBatch(Block block, List<Fulfilment> fulfilments) {
    List<Rejection> reasons = new ArrayList<>(fulfilments.size());
    for (Fulfilment fulfilment : fulfilments) {
      Bytes32 id = idOf(fulfilment.request());
      Rejection reason = settlement.fulfil(block, fulfilment, fileOf(id));
      reasons.add(reason);
      if (reason != Rejection.NONE) {
        events.accept(new RequestEvent.FulfilmentRejected(id, reason));
      }
    }
    return reasons;
  }

  // --- Ending otherwise ---

  /** Ends a request that nobody fulfilled by T4. Anyone may. */
  public void expire(Block block, ProofRequest request) {
    RequestFile file = running(request);
    long elapsed = file.state.elapsed(block);
    if (elapsed <= request.deadlines().t4()) {
      throw Refusal.NOT_YET_EXPIRED.with(file.id, elapsed, request.deadlines().t4());
    }
    requireNoCommitment(block, file);
    settlement.expire(block, request, file);
  }

  /** Stops the clock: a quorum says that the input has been unavailable since a time. */
  public void stopClock(Block block, ProofRequest request, long since, byte[] verdict) {
    RequestFile file = running(request);
    RequestState state = file.state;
    if (state.stoppedAt() != 0) {
      throw Refusal.CLOCK_IS_STOPPED.with(file.id);
    }
    if (since > block.timestamp() || since <= state.resumedAt()) {
      throw Refusal.VERDICT_OUT_OF_DATE.with(since, state.resumedAt() + 1, block.timestamp());
    }
    requireVerdict(file, Verdict.UNAVAILABLE, since, verdict);
    file.state = state.stopped(since);
    file.commitment = file.commitment.notAfter(file.state);
    events.accept(new RequestEvent.ClockStopped(file.id, file.state.stoppedAt()));
  }

  /** Lets the clock go on: a quorum says that the input is available since a time. */
  public void resumeClock(Block block, ProofRequest request, long since, byte[] verdict) {
    RequestFile file = running(request);
    RequestState state = file.state;
    if (state.stoppedAt() == 0) {
      throw Refusal.CLOCK_IS_RUNNING.with(file.id);
    }
    if (since > block.timestamp() || since < state.stoppedAt()) {
      throw Refusal.VERDICT_OUT_OF_DATE.with(since, state.stoppedAt(), block.timestamp());
    }
    requireVerdict(file, Verdict.AVAILABLE, since, verdict);
    file.state = state.resumed(since);
    events.accept(new RequestEvent.ClockResumed(file.id, since - state.stoppedAt()));
  }

  /** Annuls a request that a quorum calls unprovable, or whose clock stood still for too long. */
  public void annul(Block block, ProofRequest request, long since, byte[] verdict) {
    RequestFile file = running(request);
    if (verdict.length == 0) {
      long stoppedAt = file.state.stoppedAt();
      long stoppedFor = stoppedAt == 0 ? 0 : block.timestamp() - stoppedAt;
      if (stoppedFor <= parameters.maxStop()) {
        throw Refusal.STOP_TOO_SHORT.with(file.id, stoppedFor, parameters.maxStop());
      }
    } else {
      requireVerdict(file, Verdict.UNPROVABLE, since, verdict);
    }
    requireNoCommitment(block, file);
    settlement.annul(block, request, file);
  }

  // --- Money ---

  /** Sends the caller's credit, but for its last wei, to an account; gives how much. */
  public BigInteger withdraw(Address caller, Address to) {
    if (to.equals(Address.ZERO)) {
      throw Refusal.ZERO_ADDRESS.with();
    }
    return ledger.pay(caller, to);
  }

  /** Sends an account's credit to the account. Anyone may. */
  public BigInteger withdrawFor(Address account) {
    return ledger.pay(account, account);
  }

  /** Sends what was burnt out of reach. Anyone may. */
  public BigInteger burn() {
    return ledger.burnPending();
  }

  // --- Reading ---

  /** The id of a request here. */
  public Bytes32 idOf(ProofRequest request) {
    return request.id(parameters.chainId(), parameters.market());
  }

  /** Where a request stands. */
  public RequestView requestState(Block block, Bytes32 id) {
    return fileOf(id).view(block, parameters.proofWindow());
  }

  /** What an account may withdraw, and one wei that stays. */
  public BigInteger creditOf(Address account) {
    return ledger.creditOf(account);
  }

  /** Burnt already, but not sent away yet, wei. */
  public BigInteger pendingBurn() {
    return ledger.pendingBurn();
  }

  /** Everything that the market holds, wei. */
  public BigInteger balance() {
    return ledger.balance();
  }

  /** The price of a sample of one, wei per cell, unsigned. */
  public long referencePrice() {
    return reference.price();
  }

  // --- Inside ---

  private RequestFile fileOf(Bytes32 id) {
    RequestFile file = files.get(id);
    return file == null ? new RequestFile(id, RequestState.NONE) : file;
  }

  private RequestFile running(ProofRequest request) {
    RequestFile file = fileOf(idOf(request));
    if (!file.state.status().running()) {
      throw Refusal.NOT_OPEN.with(file.id, file.state.status().number());
    }
    return file;
  }

  private void requireVerdict(RequestFile file, Verdict verdict, long since, byte[] data) {
    if (!verification.isVerdict(file.id, verdict, since, data)) {
      throw Refusal.VERDICT_NOT_SUPPORTED.with(file.id);
    }
  }

  private void requireNoCommitment(Block block, RequestFile file) {
    if (file.commitment.isOpen(block, parameters.proofWindow())) {
      throw Refusal.COMMITMENT_OPEN.with(
          file.id, file.commitment.madeAt() + parameters.proofWindow());
    }
  }
}
