package network.akashi.node.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.contracts.MarketTerms;
import network.akashi.chain.contracts.ProofMarketEvent;
import network.akashi.chain.contracts.Rollup;
import network.akashi.chain.contracts.RollupConfig;
import network.akashi.chain.deploy.Deployment;
import network.akashi.chain.outbox.OutboxConfig;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.rpc.RpcException;
import network.akashi.chain.tx.Fees;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.Transaction;
import network.akashi.chain.tx.Wallet;
import network.akashi.market.Deadlines;
import network.akashi.node.config.ConfigTemplate;
import network.akashi.rollup.adapter.Outcome;
import network.akashi.rollup.adapter.ProofStatement;
import network.akashi.rollup.adapter.ReferenceAdapter;
import network.akashi.rollup.adapter.ShardLimit;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.block.GenesisFile;
import network.akashi.rollup.l1.BlobFetcher;
import network.akashi.rollup.rpc.RpcLimits;
import network.akashi.rollup.sequencer.SequencerConfig;
import network.akashi.rollup.service.SequencerService;
import network.akashi.rollup.service.ServiceConfig;
import network.akashi.rollup.state.GenesisBlock;
import network.akashi.zkvm.program.Program;
import network.akashi.zkvm.proof.ProgramKey;

/** The reference rollup: signed transfers, a sequencer, batches in blobs. */
final class RollupWorkload implements Workload {
  private static final long CHAIN_ID = 61_626;
  private static final int SENDERS = 8;
  private static final int TRANSFERS_PER_BATCH = 3;
  private static final int MOST_WAITING = 2;
  private static final BigInteger GWEI = BigInteger.TEN.pow(9);
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final Bytes32 STATE_SEED =
      Keccak256.hash(Bytes.of("akashi demo".getBytes(StandardCharsets.UTF_8)));

  private final Path guest;
  private final Path folder;
  private final int batches;
  private final double perSecond;
  private final Genesis genesis;
  private final Deadlines deadlines;
  private final Deque<AutoCloseable> closing = new ArrayDeque<>();
  private final Map<Bytes32, Outcome> executed = new ConcurrentHashMap<>();
  private Optional<Running> running = Optional.empty();
  private volatile boolean sent;
  private final AtomicLong transfers = new AtomicLong();

  /** What there is once the contracts are. */
  private record Running(
      Ethereum l1,
      Rollup rollup,
      SequencerService service,
      Ethereum l2,
      ReferenceAdapter adapter) {}

  RollupWorkload(Path guest, Path folder, int batches, double perSecond, Deadlines deadlines) {
    this.deadlines = deadlines;
    this.guest = guest;
    this.folder = folder;
    this.batches = batches;
    this.perSecond = perSecond;
    Map<Address, BigInteger> alloc = new HashMap<>();
    for (int i = 0; i < SENDERS; i++) {
      alloc.put(sender(i).address(), ETHER.multiply(BigInteger.valueOf(1_000)));
    }
    this.genesis = new Genesis(CHAIN_ID, Instant.now().getEpochSecond() - 60, GWEI, alloc);
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("genesis.json"), GenesisFile.format(genesis));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PrivateKey sender(int i) {
    Bytes salt = Bytes.of(new byte[] {(byte) i});
    return PrivateKey.fromHex(Keccak256.hash(STATE_SEED.bytes(), salt).toHex());
  }

  /** What the deployment needs of the rollup. */
  RollupConfig config(Address sequencer) {
    Bytes32 programId;
    try {
      Program program = Program.fromElf(Files.readAllBytes(guest));
      programId = Bytes32.of(ProgramKey.commitment(program).id().bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    GenesisBlock first = GenesisBlock.of(genesis);
    return new RollupConfig(
        sequencer,
        BigInteger.valueOf(CHAIN_ID),
        programId,
        first.header().hash(),
        first.header().stateRoot(),
        3_600,
        3_600,
        86_400,
        86_400,
        14 * 86_400,
        60,
        7 * 86_400,
        BigInteger.valueOf(1_000_000),
        BigInteger.TEN.pow(15),
        new MarketTerms(
            BigInteger.valueOf(10_000_000_000L),
            BigInteger.valueOf(2_000_000),
            BigInteger.valueOf(4_000_000),
            BigInteger.TEN.pow(17),
            deadlines.t1(),
            deadlines.t2(),
            deadlines.t3(),
            deadlines.t4(),
            1 << 1,
            0,
            2,
            600_000));
  }

  /** Fills the proving budget and starts the sequencer. */
  void open(Ethereum l1, Deployment deployment, Wallet rich, PrivateKey key) {
    Rollup rollup = new Rollup(deployment.address("Rollup").orElseThrow());
    rich.transfer(key.address(), ETHER.multiply(BigInteger.valueOf(100)));
    rich.send(rollup.fund().withValue(ETHER.multiply(BigInteger.valueOf(1_000))));
    SequencerConfig usual = SequencerConfig.defaults(sender(0).address());
    SequencerConfig sequencer =
        new SequencerConfig(
            usual.beneficiary(),
            1,
            Duration.ofMillis(500),
            TRANSFERS_PER_BATCH,
            usual.work(),
            usual.mostBatchBytes(),
            TRANSFERS_PER_BATCH,
            Duration.ofSeconds(3),
            Duration.ofMillis(250),
            usual.mempool());
    SequencerService service =
        SequencerService.start(
            new ServiceConfig(
                folder.resolve("sequencer"),
                genesis,
                rollup.address(),
                deployment.firstBlock(),
                sequencer,
                OutboxConfig.ethereum().withConfirmations(2),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                RpcLimits.defaults(),
                List.of(),
                List.of(),
                Optional.empty()),
            l1,
            key);
    closing.push(service);
    URI address = URI.create("http://127.0.0.1:" + service.rpcAddress().getPort());
    HttpJsonRpc rpc = new HttpJsonRpc(RpcConfig.of(address));
    closing.push(rpc);
    ReferenceAdapter adapter =
        ReferenceAdapter.open(
            l1,
            rollup,
            deployment.firstBlock(),
            genesis,
            folder.resolve("rederivation.db"),
            new BlobFetcher(Optional.empty(), SequencerService.sources(l1, List.of(), List.of())));
    closing.push(adapter);
    running =
        Optional.of(
            new Running(l1, rollup, service, new Ethereum(rpc, ContractErrors.ALL), adapter));
  }

  private Running running() {
    return running.orElseThrow(() -> new IllegalStateException("not opened"));
  }

  @Override
  public List<Path> guests() {
    return List.of(guest);
  }

  @Override
  public Path inputs() {
    return folder.resolve("inputs");
  }

  @Override
  public String configuration() {
    return "\n[rollup]\ngenesis = %s\n"
        .formatted(ConfigTemplate.quoted(folder.resolve("genesis.json").toString()));
  }

  @Override
  public void start() {
    Thread thread = Thread.ofPlatform().name("transfers").daemon(true).unstarted(this::send);
    closing.push(thread::interrupt);
    thread.start();
  }

  /**
   * Sends until there are as many batches as asked for; not faster than they are proven, or the
   * queue would be all that the demo measures.
   */
  private void send() {
    Running now = running();
    long[] nonces = new long[SENDERS];
    try {
      for (int i = 0; requests() < batches; i++) {
        awaitTurn(now);
        int from = i % SENDERS;
        now.l2().sendRawTransaction(transfer(from, nonces[from]++, i));
        transfers.incrementAndGet();
        Thread.sleep((long) (1_000 / perSecond));
      }
      // What is in the mempool makes one more batch, if there is any.
      while (now.service().sequencer().mempool().size() > 0) {
        Thread.sleep(100);
      }
      sent = true;
    } catch (InterruptedException | RpcException e) {
      Thread.currentThread().interrupt(); // the demo is over
    }
  }

  private static void awaitTurn(Running now) throws InterruptedException {
    boolean full = true;
    while (full) {
      var tips = now.l1().call(now.rollup().tips());
      long waiting = tips.posted().longValueExact() - tips.attested().longValueExact();
      full = waiting >= MOST_WAITING;
      if (full) {
        Thread.sleep(200);
      }
    }
  }

  private static Bytes transfer(int from, long nonce, int number) {
    Fees fees = new Fees(GWEI.multiply(BigInteger.valueOf(3)), GWEI);
    byte[] to = new byte[Address.SIZE];
    to[0] = 0x5e;
    to[Address.SIZE - 1] = (byte) (number % 16);
    return new Transaction(
            CHAIN_ID,
            nonce,
            fees,
            21_000,
            Optional.of(Address.of(to)),
            BigInteger.valueOf(1_000_000L + number),
            Bytes.EMPTY)
        .sign(sender(from))
        .raw();
  }

  /** Everything sent is in a batch, and every batch is posted. */
  @Override
  public boolean isAllRequested() {
    return sent && isAllPosted();
  }

  private boolean isAllPosted() {
    try {
      var chain = running().service().sequencer().chain();
      return chain.published().number() == postedBlock();
    } catch (RpcException e) {
      return false;
    }
  }

  private long postedBlock() {
    Running now = running();
    now.adapter().follow();
    long last = 0;
    for (ProofStatement statement : statements()) {
      last = Math.max(last, number(plan(statement)));
    }
    return last;
  }

  private static long number(Outcome plan) {
    return plan.values().get(5).toBigInteger().longValueExact();
  }

  /** Executed here, once. */
  private Outcome plan(ProofStatement statement) {
    return executed.computeIfAbsent(
        statement.inputCommitment(),
        _ -> running().adapter().plan(statement, ShardLimit.whole()).outcome());
  }

  private List<ProofStatement> statements() {
    return batchInputs().stream()
        .map(input -> running().adapter().statement(input))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Input commitments of all batches, from L1. */
  private List<Bytes32> batchInputs() {
    Running now = running();
    long posted = now.l1().call(now.rollup().tips()).posted().longValueExact();
    return java.util.stream.LongStream.rangeClosed(1, posted)
        .mapToObj(i -> now.l1().call(now.rollup().inputCommitmentOf(BigInteger.valueOf(i))))
        .toList();
  }

  @Override
  public int requests() {
    Running now = running();
    return now.l1().call(now.rollup().tips()).posted().intValueExact();
  }

  @Override
  public boolean isRight(Bytes32 request, ProofMarketEvent.Fulfilled paid) {
    running().adapter().follow();
    return statements().stream()
        .anyMatch(each -> plan(each).outputDigest().equals(paid.outputDigest()));
  }

  @Override
  public String conclusion() {
    Running now = running();
    var tips = now.l1().call(now.rollup().tips());
    ProofStatement last = statements().getLast();
    Bytes32 root = plan(last).values().get(6);
    boolean all = tips.attested().equals(tips.posted());
    return "%d transfers; rederived from L1 alone: block %d, state root %s…; the contract has %s"
        .formatted(
            transfers.get(),
            number(plan(last)),
            root.toHex().substring(0, 18),
            all ? "attested the same" : "NOT attested all of it");
  }

  @Override
  public void close() {
    while (!closing.isEmpty()) {
      try {
        closing.pop().close();
      } catch (Exception e) { // the edge: whatever one does, the others are closed
        System.getLogger(RollupWorkload.class.getName())
            .log(System.Logger.Level.WARNING, "while stopping", e);
      }
    }
  }
}
