package network.akashi.market.differential;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.random.RandomGenerator;
import network.akashi.chain.Bytes;
import network.akashi.chain.abi.AbiFunction;
import network.akashi.chain.abi.ContractCall;
import network.akashi.chain.rpc.BlockHeader;
import network.akashi.market.Address;
import network.akashi.market.Block;
import network.akashi.market.Bytes32;
import network.akashi.market.Commitment;
import network.akashi.market.Fulfilment;
import network.akashi.market.RequestStatus;
import network.akashi.market.RequestView;
import network.akashi.market.Role;
import network.akashi.market.Verdict;

/**
 * Thinks of what happens in the next block: mostly what makes sense as things stand, sometimes what
 * does not. It reads the model only, so that one seed makes one scenario whatever the chain does.
 */
final class Improviser {
  private static final AbiFunction ATTEST =
      AbiFunction.of("attest((bytes32,bytes32,bytes32,address,uint64,bytes32))", "()");
  private static final AbiFunction RULE =
      AbiFunction.of("rule(address,bytes32,uint8,uint64)", "()");
  private static final AbiFunction CONDEMN = AbiFunction.of("condemn(address,uint32)", "(uint256)");
  private static final AbiFunction ACCEPT = AbiFunction.of("accept(bytes32,bytes32)", "()");
  private static final AbiFunction BEHAVE = AbiFunction.of("behave(bool,bool)", "()");

  private final Lane lane;
  private final Model model;
  private final RandomGenerator random;
  private final Requests requests;
  private final ProverActs provers;
  private final List<Act> acts = new ArrayList<>();

  /** Since when the input of a job was said to be there again. */
  private final Map<Bytes32, Long> answered = new HashMap<>();

  private Block next = new Block(0, 0, BigInteger.ZERO);
  private LongFunction<BlockHeader> headers = number -> unknown(number);

  Improviser(Lane lane, Model model, RandomGenerator random) {
    this.lane = lane;
    this.model = model;
    this.random = random;
    this.requests = new Requests(lane, model, random);
    this.provers = new ProverActs(lane, model, random);
  }

  private static BlockHeader unknown(long number) {
    throw new IllegalStateException("no header of block " + number);
  }

  /** Everybody who is there from the beginning. */
  List<Act> overture() {
    acts.clear();
    for (int actor = 0; actor < 7; actor++) {
      acts.add(provers.register(actor, false));
    }
    return List.copyOf(acts);
  }

  /** A time at which something becomes possible or too late; empty if nothing is due. */
  Optional<Long> dueTime(Block last) {
    List<Long> times = new ArrayList<>();
    for (Job job : model.jobs) {
      RequestView view = model.market.requestState(last, job.id());
      if (view.status() == RequestStatus.ASSIGNED) {
        var deadlines = job.request().deadlines();
        for (long deadline :
            new long[] {deadlines.t1(), deadlines.t2(), deadlines.t3(), deadlines.t4()}) {
          times.add(view.clockStart() + deadline);
        }
        long lapse = view.committedAt() + lane.marketParameters.proofWindow();
        times.addAll(List.of(lapse, lapse, lapse));
        long late = view.clockStart() + deadlines.t1() + random.nextInt(2);
        times.addAll(List.of(late, late, late));
        long longest = view.stoppedAt() + lane.marketParameters.maxStop();
        times.addAll(List.of(longest, longest, longest));
      }
    }
    for (int id = 1; id <= model.registry.idLimit(); id++) {
      times.add(model.registry.prover(id).releaseAt());
    }
    List<Long> due =
        times.stream()
            .map(time -> time - 1 + random.nextInt(3))
            .filter(time -> time > last.timestamp())
            .toList();
    return due.isEmpty() ? Optional.empty() : Optional.of(due.get(random.nextInt(due.size())));
  }

  /** Acts for a block of which number and time are known. */
  List<Act> improvise(Block block, LongFunction<BlockHeader> shownHeaders, int count) {
    next = block;
    headers = shownHeaders;
    acts.clear();
    while (acts.size() < count) {
      int dice = random.nextInt(100);
      if (dice < 12) {
        acts.add(requests.open(next));
      } else if (dice < 30) {
        anyJob(RequestStatus.OPEN).ifPresent(this::assign);
      } else if (dice < 44) {
        anyJob(RequestStatus.ASSIGNED).ifPresent(this::commit);
      } else if (dice < 58) {
        lateJob().or(() -> anyJob(RequestStatus.ASSIGNED)).ifPresent(this::deliver);
      } else if (dice < 63) {
        anyJob(RequestStatus.ASSIGNED).ifPresent(this::end);
      } else if (dice < 68) {
        anyJob(RequestStatus.ASSIGNED).ifPresent(this::clock);
      } else if (dice < 90) {
        acts.add(dice == 68 && random.nextInt(3) == 0 ? condemn() : provers.any());
      } else if (dice < 98) {
        acts.add(money());
      } else {
        acts.add(behave());
      }
    }
    return List.copyOf(acts);
  }

  // --- Requests ---

  /** A job, most often one of this status. */
  private Optional<Job> anyJob(RequestStatus status) {
    List<Job> fitting =
        model.jobs.stream()
            .filter(job -> model.market.requestState(next, job.id()).status() == status)
            .toList();
    if (!fitting.isEmpty() && random.nextInt(10) != 0) {
      return Optional.of(fitting.get(random.nextInt(fitting.size())));
    }
    return model.jobs.isEmpty() || random.nextInt(6) != 0
        ? Optional.empty()
        : Optional.of(model.jobs.get(random.nextInt(model.jobs.size())));
  }

  /** A job with which a second makes a difference just now. */
  private Optional<Job> lateJob() {
    return model.jobs.stream().filter(this::urgent).findFirst();
  }

  private boolean urgent(Job job) {
    RequestView view = model.market.requestState(next, job.id());
    long late = elapsed(view) - job.request().deadlines().t1();
    long left = view.committedAt() + lane.marketParameters.proofWindow() - next.timestamp();
    boolean stoppedBefore = view.stoppedAt() != 0 && view.committedAt() > view.stoppedAt();
    return view.status() == RequestStatus.ASSIGNED
        && ((late >= 0 && late < 25) || Math.abs(left) <= 1 || stoppedBefore);
  }

  private void assign(Job job) {
    RequestView view = model.market.requestState(next, job.id());
    long seedBlock = view.sampleBlock() + lane.marketParameters.seedDelay();
    boolean tooLate = elapsed(view) >= job.request().deadlines().t3();
    boolean tooEarly = seedBlock > next.number();
    if ((tooLate || tooEarly) && random.nextInt(10) != 0) {
      return;
    }
    Bytes header = Bytes.EMPTY;
    boolean shown = seedBlock == next.number();
    if (seedBlock < next.number() && next.number() - seedBlock <= 200 && random.nextInt(12) != 0) {
      BlockHeader found = headers.apply(seedBlock);
      header = found.encoded();
      model.randao.put(seedBlock, Bytes32.of(found.randao().toArray()));
      shown = true;
    }
    boolean known = shown;
    add(
        "assign",
        anybody(),
        lane.market.assign(Wire.of(job.request()), header),
        m ->
            nothing(() ->
                m.market.assign(
                    m.block(),
                    job.request(),
                    number ->
                        known ? Optional.ofNullable(m.randao.get(number)) : Optional.empty())));
  }

  private long elapsed(RequestView view) {
    return (view.stoppedAt() == 0 ? next.timestamp() : view.stoppedAt()) - view.clockStart();
  }

  /** A role whose window is open, or opens in a second, most often. */
  private int role(Job job, RequestView view) {
    if (random.nextInt(8) == 0) {
      return random.nextInt(5);
    }
    long elapsed = elapsed(view);
    if (elapsed >= job.request().deadlines().t3()) {
      return Role.ANYONE;
    }
    return random.nextInt(
        elapsed >= job.request().deadlines().t2()
            ? 3
            : elapsed >= job.request().deadlines().t1() ? 2 : 1);
  }

  private Address payee(RequestView view, int role) {
    int prover = role < Role.COUNT ? view.provers().get(role) : 0;
    return prover == 0 || random.nextInt(12) == 0
        ? lane.actors.get(anybody())
        : model.registry.payoutOf(prover);
  }

  private void commit(Job job) {
    RequestView view = model.market.requestState(next, job.id());
    int role = role(job, view);
    Commitment.Hash hash =
        switch (random.nextInt(8)) {
          case 0 -> Commitment.Hash.NONE;
          case 1 -> new Commitment.Hash(lane.actors.get(anybody()));
          default -> Commitment.Hash.of(job.id(), payee(view, role), requests.evidence(job));
        };
    int operator =
        role < Role.COUNT && view.provers().get(role) != 0
            ? lane.actors.indexOf(model.registry.operatorOf(view.provers().get(role)))
            : anybody();
    int caller = operator < 0 || random.nextInt(12) == 0 ? anybody() : operator;
    Address by = lane.actors.get(caller);
    add(
        "commit as " + role,
        caller,
        lane.market.commit(Wire.of(job.request()), role, Bytes.of(hash.value().toBytes())),
        m -> nothing(() -> m.market.commit(m.block(), by, job.request(), role, hash)));
  }

  private void deliver(Job job) {
    RequestView view = model.market.requestState(next, job.id());
    int role = role(job, view);
    Fulfilment fulfilment = requests.fulfilment(job, role, payee(view, role));
    vouch(fulfilment);
    if (random.nextInt(3) != 0) {
      add(
          "fulfil as " + role,
          anybody(),
          lane.market.fulfil(Wire.of(fulfilment)),
          m -> nothing(() -> m.market.fulfil(m.block(), fulfilment)));
      return;
    }
    List<Fulfilment> batch = new ArrayList<>(List.of(fulfilment));
    for (int more = random.nextInt(3); more > 0; more--) {
      Job other = anyJob(RequestStatus.ASSIGNED).orElse(job);
      RequestView at = model.market.requestState(next, other.id());
      int otherRole = role(other, at);
      Fulfilment item = requests.fulfilment(other, otherRole, payee(at, otherRole));
      vouch(item);
      batch.add(item);
    }
    add(
        "fulfil a batch",
        anybody(),
        lane.market.fulfilBatch(batch.stream().map(Wire::of).toList()),
        m -> m.market.fulfilBatch(m.block(), batch));
  }

  /** Tells quorum and verifier that a delivery is true, most often. */
  private void vouch(Fulfilment fulfilment) {
    var request = fulfilment.request();
    if (random.nextInt(12) != 0) {
      var statement =
          new network.akashi.market.Statement(
              request.programId(),
              request.inputCommitment(),
              fulfilment.outputDigest(),
              fulfilment.payee(),
              fulfilment.work(),
              fulfilment.evidence());
      tell(
          "attest",
          lane.attestation,
          Bytes.concat(ATTEST.selector(), Wire.words(statement)),
          m -> m.attested.add(statement));
    }
    for (var proof : fulfilment.proofs()) {
      if (proof.publicValues().length > 0 && random.nextInt(12) != 0) {
        Bytes32 digest =
            network.akashi.market.PublicValues.meteredDigest(
                proof.publicValues(), fulfilment.work());
        tell(
            "prove",
            lane.verifier,
            Bytes.concat(ACCEPT.selector(), Wire.words(request.programId(), digest)),
            m -> m.proven.add(List.of(request.programId(), digest)));
      }
    }
  }

  private void end(Job job) {
    boolean stopped = model.market.requestState(next, job.id()).stoppedAt() != 0;
    if (!stopped && random.nextInt(3) != 0) {
      add(
          "expire",
          anybody(),
          lane.market.expire(Wire.of(job.request())),
          m -> nothing(() -> m.market.expire(m.block(), job.request())));
      return;
    }
    long since = random.nextInt(3);
    if (random.nextInt(3) != 0) {
      rule(job, Verdict.UNPROVABLE, since);
    }
    byte[] verdict = new byte[random.nextInt(2)];
    add(
        "annul",
        anybody(),
        lane.market.annul(Wire.of(job.request()), BigInteger.valueOf(since), Bytes.of(verdict)),
        m -> nothing(() -> m.market.annul(m.block(), job.request(), since, verdict)));
  }

  private void clock(Job job) {
    RequestView view = model.market.requestState(next, job.id());
    boolean stop = (view.stoppedAt() == 0) != (random.nextInt(8) == 0);
    boolean reachBack = view.committedAt() != 0 && random.nextBoolean();
    long since =
        reachBack
            ? view.committedAt() - random.nextInt(40)
            : next.timestamp() + 3 - random.nextInt(random.nextBoolean() ? 10 : 200);
    if (stop && random.nextInt(4) == 0) {
      since = answered.getOrDefault(job.id(), since);
    } else if (!stop) {
      answered.put(job.id(), since);
    }
    clock(job, stop, since);
  }

  private void clock(Job job, boolean stop, long since) {
    if (random.nextInt(10) != 0) {
      rule(job, stop ? Verdict.UNAVAILABLE : Verdict.AVAILABLE, since);
    }
    byte[] verdict = new byte[1];
    BigInteger time = BigInteger.valueOf(since);
    if (stop) {
      add(
          "stop",
          anybody(),
          lane.market.stopClock(Wire.of(job.request()), time, Bytes.of(verdict)),
          m -> nothing(() -> m.market.stopClock(m.block(), job.request(), since, verdict)));
    } else {
      add(
          "resume",
          anybody(),
          lane.market.resumeClock(Wire.of(job.request()), time, Bytes.of(verdict)),
          m -> nothing(() -> m.market.resumeClock(m.block(), job.request(), since, verdict)));
    }
  }

  private void rule(Job job, Verdict verdict, long since) {
    tell(
        "rule",
        lane.attestation,
        Bytes.concat(
            RULE.selector(),
            Wire.words(
                Wire.of(lane.market.address()).toWord(),
                job.id(),
                Bytes32.of(verdict.number()),
                Bytes32.of(since))),
        m -> m.verdicts.add(List.of(job.id(), verdict, since)));
  }

  // --- Everything else ---

  private Act condemn() {
    int id = 1 + random.nextInt(9);
    return new Act(
        "condemn",
        anybody(),
        lane.attestation,
        BigInteger.ZERO,
        Bytes.concat(
            CONDEMN.selector(),
            Wire.words(Wire.of(lane.registry.address()).toWord(), Bytes32.of(id))),
        Optional.of(lane.registry.condemn(id)),
        m -> m.registry.condemn(m.block(), id));
  }

  private Act money() {
    int caller = creditor();
    Address by = lane.actors.get(caller);
    return switch (random.nextInt(4)) {
      case 0 -> Act.of("burn", caller, lane.market.burn(), m -> m.market.burn());
      case 1, 2 -> {
        Address to = random.nextInt(8) == 0 ? Address.ZERO : lane.actors.get(anybody());
        yield Act.of(
            "withdraw", caller, lane.market.withdraw(Wire.of(to)), m -> m.market.withdraw(by, to));
      }
      default -> {
        Address account = lane.actors.get(creditor());
        yield Act.of(
            "withdraw for another",
            caller,
            lane.market.withdrawFor(Wire.of(account)),
            m -> m.market.withdrawFor(account));
      }
    };
  }

  private Act behave() {
    Address who = lane.actors.get(anybody());
    boolean refuses = random.nextInt(3) == 0;
    boolean fails = random.nextBoolean();
    return new Act(
        "behave",
        0,
        Wire.of(who),
        BigInteger.ZERO,
        BEHAVE.encode(refuses, fails),
        Optional.empty(),
        m -> {
          set(m.refusesMoney, who, refuses);
          set(m.failsCallbacks, who, fails);
          return Act.NOTHING;
        });
  }

  private static void set(java.util.Set<Address> set, Address who, boolean member) {
    if (member) {
      set.add(who);
    } else {
      set.remove(who);
    }
  }

  /** Somebody who has credit, most often. */
  private int creditor() {
    for (int tries = 0; tries < 8; tries++) {
      int actor = anybody();
      if (model.market.creditOf(lane.actors.get(actor)).bitLength() > 1) {
        return actor;
      }
    }
    return anybody();
  }

  private int anybody() {
    return random.nextInt(Lane.ACTORS);
  }

  private void tell(
      String label, network.akashi.chain.Address to, Bytes data, Function<Model, Object> effect) {
    acts.add(new Act(label, anybody(), to, BigInteger.ZERO, data, Optional.empty(), effect));
  }

  private void add(String label, int actor, ContractCall<?> call, Function<Model, Object> effect) {
    acts.add(Act.of(label, actor, call, effect));
  }

  /** The effect of a function that returns nothing. */
  static Object nothing(Runnable effect) {
    effect.run();
    return Act.NOTHING;
  }
}
