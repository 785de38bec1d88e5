package network.akashi.node.onchain;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.abi.ContractCall;
import network.akashi.chain.contracts.AttestationClaim;
import network.akashi.chain.contracts.AttestationSignedRoot;
import network.akashi.chain.contracts.BlsG1Point;
import network.akashi.chain.contracts.BlsG2Point;
import network.akashi.chain.contracts.ClassProof;
import network.akashi.chain.contracts.Fulfilment;
import network.akashi.chain.contracts.ProofRequest;
import network.akashi.chain.contracts.Statement;
import network.akashi.chain.outbox.Intent;
import network.akashi.chain.outbox.IntentStatus;
import network.akashi.chain.outbox.OutboxConfig;
import network.akashi.chain.outbox.TransactionManager;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Command;
import network.akashi.node.command.Judgement;
import network.akashi.node.command.Leaf;
import network.akashi.node.command.Progress;
import network.akashi.node.command.Sends;
import network.akashi.node.command.Testimony;

/** Turns commands into transactions of one key, each sent exactly once. */
public final class ChainOutbox implements Sends, AutoCloseable {
  private static final int CLASS_ATTESTED = 1;
  private static final int IDLE_TICKS = 40;

  /** Cannot be estimated: the block that it is for is not there yet. */
  private static final long ASSIGN_GAS = 600_000;

  private final ChainWatch watch;
  private final TransactionManager manager;
  private final Address account;
  private final Set<String> open = new HashSet<>();
  private int idleTicks;

  private ChainOutbox(ChainWatch watch, TransactionManager manager, Address account) {
    this.account = account;
    this.watch = watch;
    this.manager = manager;
  }

  /** Opens the ledger of {@code key}, or makes a new one. */
  public static ChainOutbox open(
      ChainWatch watch, PrivateKey key, Path ledger, OutboxConfig config) {
    return new ChainOutbox(
        watch, TransactionManager.open(watch.ethereum(), key, ledger, config), key.address());
  }

  @Override
  public void close() {
    manager.close();
  }

  @Override
  public Progress progress(String key) {
    return manager.status(key).map(ChainOutbox::progress).orElse(Progress.NONE);
  }

  /** What is known about a command, for people. */
  public Optional<IntentStatus> status(String key) {
    return manager.status(key);
  }

  private static Progress progress(IntentStatus status) {
    return switch (status.state()) {
      case QUEUED, SENT -> Progress.SENT;
      case INCLUDED -> status.succeeded() ? Progress.INCLUDED : Progress.FAILED;
      case DONE -> status.succeeded() ? Progress.DONE : Progress.FAILED;
      case REFUSED, CANCELLED -> Progress.FAILED;
    };
  }

  /** How many transactions of this key were none of ours. */
  public int foreignTransactions() {
    return manager.foreignTransactions();
  }

  /** Takes a command; it is sent with the next {@link #tick}. */
  public synchronized void submit(Command command) {
    if (manager.status(command.key()).isEmpty()) {
      manager.submit(intent(command));
    }
    open.add(command.key());
  }

  /** Sends what is new, and looks after what waits; of earlier processes too, now and then. */
  public synchronized void tick() {
    boolean idle = open.isEmpty() && idleTicks++ % IDLE_TICKS != 0;
    if (!idle) {
      manager.tick();
      open.removeIf(
          key -> manager.status(key).filter(status -> !status.state().isFinal()).isEmpty());
    }
  }

  private Intent intent(Command command) {
    Intent intent = Intent.of(command.key(), call(command));
    return command instanceof Command.AssignEarly ? intent.withGasLimit(ASSIGN_GAS) : intent;
  }

  private ContractCall<?> call(Command command) {
    var market = watch.contracts().market();
    var attestation = watch.contracts().attestation();
    return switch (command) {
      case Command.Assign c -> market.assign(request(c.requestId()), watch.header(c.seedBlock()));
      case Command.AssignEarly c -> market.assign(request(c.requestId()), Bytes.EMPTY);
      case Command.Commit c -> market.commit(request(c.requestId()), c.role(), c.hash());
      case Command.Fulfil c -> market.fulfil(fulfilment(c));
      case Command.Expire c -> market.expire(request(c.requestId()));
      case Command.Annul c -> market.annul(request(c.requestId()), BigInteger.ZERO, Bytes.EMPTY);
      case Command.Attest c ->
          attestation.attest(
              new AttestationSignedRoot(c.committee(), c.root(), c.signers(), g2(c.signature())));
      case Command.Enforce c -> enforcement(c.judgement());
      case Command.Report c ->
          attestation.reportContradiction(
              claim(c.a()), claim(c.b()), seats(c.seatsA()), seats(c.seatsB()));
      case Command.CollectReward _ -> attestation.withdraw(account);
      case Command.Exclude c -> attestation.exclude(c.committee(), BigInteger.valueOf(c.seat()));
      case Command.Rotate _ -> attestation.rotate();
      case Command.SetCapacity c -> watch.contracts().registry().setCapacity(c.units());
    };
  }

  private static AttestationClaim claim(Testimony testimony) {
    Claim claim = testimony.claim();
    Bytes[] path = testimony.path().stream().map(Bytes32::bytes).toArray(Bytes[]::new);
    return new AttestationClaim(
        new AttestationSignedRoot(
            testimony.committee(),
            testimony.root(),
            testimony.signers(),
            g2(testimony.signature())),
        new Statement(
            claim.programId(),
            claim.inputCommitment(),
            claim.outputDigest(),
            claim.payee(),
            BigInteger.valueOf(claim.work()),
            claim.evidence()),
        Bytes.concat(path));
  }

  private static List<BigInteger> seats(List<Integer> seats) {
    return seats.stream().map(BigInteger::valueOf).toList();
  }

  private ContractCall<?> enforcement(Judgement judgement) {
    var market = watch.contracts().market();
    ProofRequest request = request(judgement.requestId());
    BigInteger since = BigInteger.valueOf(judgement.since());
    Bytes root = Leaf.of(judgement, market.address()).bytes();
    return switch (judgement.verdict()) {
      case UNAVAILABLE -> market.stopClock(request, since, root);
      case AVAILABLE -> market.resumeClock(request, since, root);
      case UNPROVABLE -> market.annul(request, since, root);
    };
  }

  private ProofRequest request(Bytes32 id) {
    return watch
        .request(id)
        .orElseThrow(() -> new IllegalStateException("no request " + id + " on this chain"));
  }

  private Fulfilment fulfilment(Command.Fulfil c) {
    return new Fulfilment(
        request(c.claim().requestId()),
        c.role(),
        c.claim().outputDigest(),
        c.claim().payee(),
        BigInteger.valueOf(c.claim().work()),
        c.claim().evidence(),
        List.of(new ClassProof(CLASS_ATTESTED, Bytes.EMPTY, c.certificate().data())),
        c.output());
  }

  /** A key as the contracts take it, from its 128 bytes. */
  public static BlsG1Point g1(Bytes key) {
    return new BlsG1Point(word(key, 0), word(key, 1), word(key, 2), word(key, 3));
  }

  /** A signature as the contracts take it, from its 256 bytes. */
  public static BlsG2Point g2(Bytes signature) {
    return new BlsG2Point(
        word(signature, 0),
        word(signature, 1),
        word(signature, 2),
        word(signature, 3),
        word(signature, 4),
        word(signature, 5),
        word(signature, 6),
        word(signature, 7));
  }

  private static Bytes32 word(Bytes bytes, int index) {
    return new Bytes32(bytes.slice(index * Bytes32.SIZE, (index + 1) * Bytes32.SIZE));
  }
}
