package network.akashi.market;

import java.math.BigInteger;
import java.util.Optional;

/** How a request ends: who delivered, whether it holds, who gets what. All amounts in wei. */
final class Settlement {
  /** Pay of a standby, of its own ask: a quarter more. */
  private static final BigInteger STANDBY_PAY_BPS = BigInteger.valueOf(12_500);

  /** Cost to a requester of a request that cannot be proven, of its highest fee. */
  private static final BigInteger ANNUL_BPS = BigInteger.valueOf(2000);

  private static final BigInteger ANNUL_PRIMARY_BPS = BigInteger.valueOf(1000);
  private static final BigInteger ANNUL_STANDBY_BPS = BigInteger.valueOf(250);

  /** Gas is paid back with a margin for the base fee's movement. */
  private static final BigInteger GAS_MARGIN_PERCENT = BigInteger.valueOf(115);

  private static final BigInteger PERCENT = BigInteger.valueOf(100);

  /** A delivery that was admitted: in which role, who has defaulted, and at what clock. */
  private record Admission(Rejection reason, int role, int defaulted, long elapsed) {
    static Admission refused(Rejection reason) {
      return new Admission(reason, Role.NOBODY, 0, 0);
    }
  }

  /** The classes of which a delivery brought proofs. */
  private record Evidence(Rejection reason, int classes) {}

  private final MarketParameters parameters;
  private final ProverRegistry registry;
  private final Verification verification;
  private final Callbacks callbacks;
  private final Ledger ledger;
  private final MarketEvent.Sink events;

  Settlement(
      MarketParameters parameters,
      ProverRegistry registry,
      Verification verification,
      Callbacks callbacks,
      Ledger ledger,
      MarketEvent.Sink events) {
    this.parameters = parameters;
    this.registry = registry;
    this.verification = verification;
    this.callbacks = callbacks;
    this.ledger = ledger;
    this.events = events;
  }

  // --- Delivering ---

  /** Pays a delivery, or says why not and changes nothing. */
  Rejection fulfil(Block block, Fulfilment fulfilment, RequestFile file) {
    ProofRequest request = fulfilment.request();
    if (file.state.status() == RequestStatus.NONE) {
      return Rejection.UNKNOWN_REQUEST;
    }
    if (!file.state.status().running()) {
      return Rejection.ALREADY_CLOSED;
    }
    if (Uint64.greater(fulfilment.work(), request.maxWork())) {
      return Rejection.WORK_ABOVE_BOUND;
    }
    if (fulfilment.payee().equals(Address.ZERO)) {
      return Rejection.STATEMENT_MISMATCH;
    }
    Admission admission = admit(block, fulfilment, file);
    if (admission.reason != Rejection.NONE) {
      return admission.reason;
    }
    Evidence evidence = verify(fulfilment);
    if (evidence.reason != Rejection.NONE) {
      return evidence.reason;
    }
    settle(block, fulfilment, file, admission, evidence.classes);
    if (request.callback().wanted()) {
      callBack(fulfilment, file.id, evidence.classes);
    }
    return Rejection.NONE;
  }

  private Admission admit(Block block, Fulfilment fulfilment, RequestFile file) {
    Deadlines deadlines = fulfilment.request().deadlines();
    Commitment open = file.commitment;
    int defaulted = open.defaulted(file.assignment, block, parameters.proofWindow());
    if (open.isOpen(block, parameters.proofWindow())) {
      Commitment.Hash claimed =
          Commitment.Hash.of(file.id, fulfilment.payee(), fulfilment.evidence());
      return claimed.equals(open.hash())
          ? new Admission(Rejection.NONE, open.role(), defaulted, open.elapsed())
          : Admission.refused(Rejection.COMMITMENT_PENDING);
    }
    long elapsed = file.state.elapsed(block);
    if (elapsed > deadlines.t4()) {
      return Admission.refused(Rejection.EXPIRED);
    }
    if (elapsed >= deadlines.t3()) {
      return new Admission(Rejection.NONE, Role.ANYONE, defaulted, elapsed);
    }
    int role = fulfilment.role();
    if (role == Role.ANYONE) {
      return Admission.refused(Rejection.WINDOW_NOT_OPEN);
    }
    if (role > Role.ANYONE) {
      return Admission.refused(Rejection.NOT_THE_ROLE);
    }
    int prover = file.assignment.prover(role);
    if (prover == 0 || !registry.payoutOf(prover).equals(fulfilment.payee())) {
      return Admission.refused(Rejection.NOT_THE_ROLE);
    }
    if (Assignment.hasDefaulted(defaulted, role)) {
      return Admission.refused(Rejection.ROLE_DEFAULTED);
    }
    if (elapsed < deadlines.windowStart(role)) {
      return Admission.refused(Rejection.WINDOW_NOT_OPEN);
    }
    return new Admission(Rejection.NONE, role, defaulted, elapsed);
  }

  private Evidence verify(Fulfilment fulfilment) {
    int classes = 0;
    boolean evidenced = false;
    for (ClassProof proof : fulfilment.proofs()) {
      Optional<ProofClass> known = ProofClass.of(proof.proofClass());
      if (known.isEmpty()) {
        return new Evidence(Rejection.UNKNOWN_CLASS, 0);
      }
      if ((classes & known.get().bit()) != 0) {
        return new Evidence(Rejection.DUPLICATE_CLASS, 0);
      }
      classes |= known.get().bit();
      if (known.get() == ProofClass.ATTESTED) {
        if (!verification.isAttested(fulfilment.statement(), proof.proof())) {
          return new Evidence(Rejection.PROOF_REJECTED, 0);
        }
        evidenced = true;
      } else {
        Rejection reason = verifyByRouter(fulfilment, proof, known.get());
        if (reason != Rejection.NONE) {
          return new Evidence(reason, 0);
        }
        evidenced |= fulfilment.evidence().equals(Hashes.keccak(proof.proof()));
      }
    }
    if (!fulfilment.request().policy().metBy(classes)) {
      return new Evidence(Rejection.POLICY_NOT_MET, 0);
    }
    // Otherwise the evidence, which is what a commitment commits to, would be an arbitrary number.
    return new Evidence(evidenced ? Rejection.NONE : Rejection.STATEMENT_MISMATCH, classes);
  }

  private Rejection verifyByRouter(Fulfilment fulfilment, ClassProof proof, ProofClass wanted) {
    ProofRequest request = fulfilment.request();
    Optional<PublicValues> values = PublicValues.split(proof.publicValues(), request.inputMask());
    if (values.isEmpty()
        || !values.get().inputCommitment().equals(request.inputCommitment())
        || !values.get().outputDigest().equals(fulfilment.outputDigest())
        || !values.get().payee().equals(fulfilment.payee())) {
      return Rejection.STATEMENT_MISMATCH;
    }
    Bytes32 digest = PublicValues.meteredDigest(proof.publicValues(), fulfilment.work());
    Optional<ProofClass> shown = verification.verify(request.programId(), digest, proof.proof());
    return shown.isPresent() && shown.get() == wanted ? Rejection.NONE : Rejection.PROOF_REJECTED;
  }

  private void settle(
      Block block, Fulfilment fulfilment, RequestFile file, Admission admission, int classes) {
    ProofRequest request = fulfilment.request();
    BigInteger work = Uint64.big(fulfilment.work());
    BigInteger clearingPrice = Uint64.big(file.state.price());
    BigInteger price = price(request, file, admission.role);
    Penalties.Shares shares = Penalties.Shares.NONE;
    if (file.state.status() == RequestStatus.ASSIGNED) {
      Locks locks = file.assignment.locks(request.units(registry.parameters()));
      BigInteger[] worth = locks.worth(registry.parameters().weiPerUnit());
      BigInteger[] penalties = penalties(request.deadlines(), worth, admission);
      if (admission.role == Role.STANDBY_1 || admission.role == Role.STANDBY_2) {
        penalties[0] = Penalties.withPremium(penalties[0], worth[0], price, clearingPrice, work);
      }
      shares = slash(block, file.id, locks, penalties, admission.role);
    }
    file.end(RequestStatus.FULFILLED);

    BigInteger paid = price.multiply(work).add(gasPayback(block, request));
    BigInteger refund = request.escrow().subtract(paid);
    events.accept(
        new RequestEvent.Fulfilled(
            file.id,
            fulfilment.payee(),
            admission.role,
            fulfilment.outputDigest(),
            fulfilment.work(),
            classes,
            paid.add(shares.fulfiller()),
            refund));
    ledger.credit(fulfilment.payee(), paid.add(shares.fulfiller()));
    ledger.credit(request.requester(), refund.add(shares.requester()));
    ledger.burn(shares.burnt());
  }

  private void callBack(Fulfilment fulfilment, Bytes32 id, int classes) {
    ProofRequest request = fulfilment.request();
    ProofOutcome outcome =
        new ProofOutcome(
            request.programId(),
            request.inputCommitment(),
            fulfilment.outputDigest(),
            fulfilment.payee(),
            fulfilment.work(),
            classes);
    Callback callback = request.callback();
    if (!callbacks.onProof(callback.target(), callback.gas(), id, outcome, fulfilment.output())) {
      events.accept(new RequestEvent.CallbackFailed(id));
    }
  }

  // --- Ending otherwise ---

  /** Ends a request that nobody delivered: everything locked is taken. */
  void expire(Block block, ProofRequest request, RequestFile file) {
    Penalties.Shares shares = Penalties.Shares.NONE;
    if (file.state.status() == RequestStatus.ASSIGNED) {
      Locks locks = file.assignment.locks(request.units(registry.parameters()));
      BigInteger[] all = locks.worth(registry.parameters().weiPerUnit());
      shares = slash(block, file.id, locks, all, Role.NOBODY);
    }
    file.end(RequestStatus.EXPIRED);
    BigInteger escrow = request.escrow();
    events.accept(new RequestEvent.Expired(file.id, escrow, shares.requester()));
    ledger.credit(request.requester(), escrow.add(shares.requester()));
    ledger.burn(shares.burnt());
  }

  /**
   * Ends a request that cannot be proven: nobody is slashed but who committed to a proof of it, and
   * the requester pays those whom it kept busy.
   */
  void annul(Block block, ProofRequest request, RequestFile file) {
    Penalties.Shares shares = Penalties.Shares.NONE;
    BigInteger fee = BigInteger.ZERO;
    BigInteger paid = BigInteger.ZERO;
    if (file.state.status() == RequestStatus.ASSIGNED) {
      BigInteger base = request.maxFee();
      fee = Penalties.bps(base, ANNUL_BPS);
      int defaulted = file.commitment.defaulted(file.assignment, block, parameters.proofWindow());
      Locks locks = file.assignment.locks(request.units(registry.parameters()));
      BigInteger[] penalties = locks.worth(registry.parameters().weiPerUnit());
      for (int role = 0; role < Role.COUNT; role++) {
        int prover = locks.prover(role);
        if (prover == 0 || Assignment.hasDefaulted(defaulted, role)) {
          continue;
        }
        penalties[role] = BigInteger.ZERO;
        BigInteger share =
            Penalties.bps(base, role == Role.PRIMARY ? ANNUL_PRIMARY_BPS : ANNUL_STANDBY_BPS);
        ledger.credit(registry.payoutOf(prover), share);
        paid = paid.add(share);
      }
      shares = slash(block, file.id, locks, penalties, Role.NOBODY);
    }
    file.end(RequestStatus.ANNULLED);
    BigInteger refund = request.escrow().subtract(fee);
    events.accept(new RequestEvent.Annulled(file.id, refund, fee));
    ledger.credit(request.requester(), refund.add(shares.requester()));
    ledger.burn(fee.subtract(paid).add(shares.burnt()));
  }

  // --- Money ---

  /** What a role is paid, wei per cell: clearing price, own ask and a quarter, or the cap. */
  private static BigInteger price(ProofRequest request, RequestFile file, int role) {
    if (role == Role.PRIMARY) {
      return Uint64.big(file.state.price());
    }
    BigInteger cap = Uint64.big(request.maxPrice());
    if (role == Role.ANYONE) {
      return cap;
    }
    BigInteger ask = BigInteger.valueOf(file.assignment.standbyAsk(role));
    return Penalties.bps(ask, STANDBY_PAY_BPS).min(cap);
  }

  private static BigInteger[] penalties(
      Deadlines deadlines, BigInteger[] worth, Admission admission) {
    BigInteger[] penalties = new BigInteger[Role.COUNT];
    for (int role = 0; role < Role.COUNT; role++) {
      penalties[role] =
          Assignment.hasDefaulted(admission.defaulted, role)
              ? worth[role]
              : Penalties.lateness(
                  worth[role], admission.elapsed, deadlines.due(role), deadlines.t3());
    }
    return penalties;
  }

  /** Releases all locks, takes the penalties out of them, and adds up who gets what. */
  private Penalties.Shares slash(
      Block block, Bytes32 id, Locks locks, BigInteger[] penalties, int fulfiller) {
    Penalties.Shares shares = Penalties.Shares.NONE;
    for (int role = 0; role < Role.COUNT; role++) {
      if (penalties[role].signum() != 0) {
        shares = shares.plus(penalties[role], fulfiller != Role.NOBODY && role != fulfiller);
        events.accept(new RequestEvent.Penalised(id, locks.prover(role), role, penalties[role]));
      }
    }
    ledger.receive(registry.slash(block, locks, penalties));
    return shares;
  }

  /** Gas that a settlement is reckoned to cost now, wei. */
  BigInteger gasCost(Block block, ProofRequest request) {
    return BigInteger.valueOf(parameters.settlementGas() + request.callback().gas())
        .multiply(block.baseFee());
  }

  /** What the gas of a settlement is worth now, at most the reserve. */
  private BigInteger gasPayback(Block block, ProofRequest request) {
    return gasCost(block, request)
        .multiply(GAS_MARGIN_PERCENT)
        .divide(PERCENT)
        .min(request.gasReserve());
  }
}
