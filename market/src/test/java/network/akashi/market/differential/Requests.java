package network.akashi.market.differential;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.market.Address;
import network.akashi.market.Block;
import network.akashi.market.Bytes32;
import network.akashi.market.Callback;
import network.akashi.market.ClassProof;
import network.akashi.market.Deadlines;
import network.akashi.market.Fulfilment;
import network.akashi.market.Policy;
import network.akashi.market.ProofClass;
import network.akashi.market.ProofRequest;
import network.akashi.market.PublicValues;
import network.akashi.math.Keccak256;

/** Makes up requests and deliveries. */
final class Requests {
  private static final int MOST_JOBS = 8;

  private final Lane lane;
  private final Model model;
  private final RandomGenerator random;
  private long nonce;

  Requests(Lane lane, Model model, RandomGenerator random) {
    this.lane = lane;
    this.model = model;
    this.random = random;
  }

  /** Opens a request, or one that there is again. */
  Act open(Block next) {
    boolean again =
        !model.jobs.isEmpty() && (model.jobs.size() >= MOST_JOBS || random.nextInt(8) == 0);
    long input = random.nextLong();
    ProofRequest request =
        again
            ? model.jobs.get(random.nextInt(model.jobs.size())).request()
            : make(next, input, random.nextInt(6) == 0);
    boolean others = random.nextInt(16) == 0;
    int caller = others ? random.nextInt(Lane.ACTORS) : lane.actors.indexOf(request.requester());
    Address by = lane.actors.get(caller);
    BigInteger value =
        again || random.nextInt(20) == 0
            ? BigInteger.valueOf(random.nextLong(1L << 60))
            : request.escrow();
    return Act.of(
        "request",
        caller,
        lane.market.request(Wire.of(request)).withValue(value),
        m -> {
          Bytes32 id = m.market.request(m.block(), by, value, request);
          if (m.jobs.stream().noneMatch(job -> job.id().equals(id))) {
            m.jobs.add(new Job(request, id, input));
          }
          return id;
        });
  }

  private ProofRequest make(Block next, long input, boolean nonsense) {
    int fault = nonsense ? random.nextInt(10) : -1;
    long price = 900_000L + random.nextInt(1_500_000);
    long gas = random.nextInt(3) == 0 ? 50_000L + random.nextInt(100_000) : 0;
    BigInteger reserve =
        BigInteger.valueOf(lane.marketParameters.settlementGas() + gas)
            .multiply(next.baseFee())
            .multiply(BigInteger.valueOf(fault == 0 ? 95 : 100 + random.nextInt(60)))
            .divide(BigInteger.valueOf(100));
    long work = 1 + (random.nextLong(50_000_000_000L) >> random.nextInt(36));
    Address target = gas > 0 ? lane.actors.get(random.nextInt(Lane.ACTORS)) : Address.ZERO;
    return new ProofRequest(
        lane.actors.get(10 + random.nextInt(2)),
        ++nonce,
        Bytes32.of(1L + random.nextInt(2)),
        Job.commitment(input),
        Job.MASK,
        fault == 1 ? 0 : fault == 2 ? -1L : work,
        fault == 3 ? price + 1 : random.nextBoolean() ? price : 1 + random.nextLong(price),
        fault == 4 ? 0 : price,
        reserve,
        deadlines(fault),
        policy(fault),
        new Callback(target, fault == 5 ? 2_000_001 : fault == 6 ? gas == 0 ? 1 : 0 : gas));
  }

  private Deadlines deadlines(int fault) {
    long[] times = new long[4];
    long last = 0;
    for (int i = 0; i < times.length; i++) {
      last += fault == 7 && random.nextBoolean() ? 23 : 24L + random.nextInt(i == 3 ? 800 : 150);
      times[i] = fault == 7 && i == 3 && random.nextBoolean() ? 5001 : last;
    }
    return new Deadlines(times[0], times[1], times[2], times[3]);
  }

  private Policy policy(int fault) {
    int attested = ProofClass.ATTESTED.bit();
    int external = ProofClass.EXTERNAL.bit();
    int allOf =
        switch (random.nextInt(8)) {
          case 0 -> 0;
          case 1 -> external;
          case 2 -> attested | external;
          default -> attested;
        };
    int anyOf = allOf == 0 || random.nextInt(6) == 0 ? attested | external : 0;
    return new Policy(
        fault == 8 ? 1 << random.nextInt(8) : allOf,
        fault == 8 ? 0 : anyOf,
        random.nextInt(8) == 0 ? 1 : 0,
        fault == 9 ? random.nextInt(2) * 9 : 1 + random.nextInt(8));
  }

  // --- Deliveries ---

  /** What a prover commits to: the hash of its proof. */
  Bytes32 evidence(Job job) {
    return Bytes32.of(Keccak256.hash(job.proof()));
  }

  Fulfilment fulfilment(Job job, int role, Address payee) {
    ProofRequest request = job.request();
    long output = random.nextInt(2);
    PublicValues values = Job.split(job.input(), output, payee);
    long work = work(request);
    return new Fulfilment(
        request,
        role,
        values.outputDigest(),
        random.nextInt(40) == 0 ? Address.ZERO : payee,
        work,
        random.nextInt(16) == 0 ? Bytes32.of(7) : evidence(job),
        proofs(job, output, payee),
        new byte[random.nextInt(3)]);
  }

  private long work(ProofRequest request) {
    return switch (random.nextInt(20)) {
      case 0 -> request.maxWork() + 1;
      case 1, 2, 3, 4, 5, 6, 7, 8 -> request.maxWork();
      default -> 1 + random.nextLong(Math.max(1, request.maxWork()));
    };
  }

  private List<ClassProof> proofs(Job job, long output, Address payee) {
    Policy policy = job.request().policy();
    int classes = policy.allOf();
    if (policy.anyOf() != 0) {
      classes |= 1 << (random.nextBoolean() ? 1 : 3);
    }
    List<ClassProof> proofs = new ArrayList<>();
    for (int number = 1; number <= 3; number++) {
      boolean wanted = (classes >> number & 1) == 1;
      if (wanted == (random.nextInt(20) != 0)) {
        proofs.add(proof(job, number, output, payee));
      }
    }
    if (random.nextInt(20) == 0) {
      proofs.add(proof(job, random.nextInt(5), output, payee));
    }
    return proofs;
  }

  private ClassProof proof(Job job, int number, long output, Address payee) {
    if (number == ProofClass.ATTESTED.number()) {
      return new ClassProof(number, new byte[0], new byte[0]);
    }
    byte[] values = Job.values(job.input(), output, payee);
    byte[] proof = job.proof();
    switch (random.nextInt(24)) {
      case 0 -> values[random.nextInt(values.length)] ^= 1;
      case 1 -> values = java.util.Arrays.copyOf(values, values.length - 1 - random.nextInt(70));
      case 2 -> proof[random.nextInt(4)] ^= 1;
      case 3 -> proof = new byte[3];
      default -> {}
    }
    return new ClassProof(number, values, proof);
  }
}
