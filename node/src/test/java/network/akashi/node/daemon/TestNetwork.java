package network.akashi.node.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import network.akashi.chain.Address;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Hex;
import network.akashi.chain.Keccak256;
import network.akashi.chain.contracts.AttestationParameters;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.contracts.MarketStateParameters;
import network.akashi.chain.contracts.ProofRequest;
import network.akashi.chain.contracts.ProverRegistryParameters;
import network.akashi.chain.contracts.RollupConfig;
import network.akashi.chain.deploy.Deployer;
import network.akashi.chain.deploy.Deployment;
import network.akashi.chain.deploy.DeploymentFile;
import network.akashi.chain.deploy.NetworkParameters;
import network.akashi.chain.deploy.RouterParameters;
import network.akashi.chain.outbox.OutboxConfig;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.chain.store.StoreLocation;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.Wallet;
import network.akashi.node.bls.BlsKey;
import network.akashi.node.config.NodeConfig;
import network.akashi.node.config.Role;
import network.akashi.node.demo.TestRollup;
import network.akashi.node.interlock.Limits;
import network.akashi.node.onchain.Contracts;
import network.akashi.node.onchain.Enrolment;
import network.akashi.node.work.Sha256;
import network.akashi.testkit.Anvil;
import network.akashi.zkvm.program.Program;
import network.akashi.zkvm.proof.ProgramKey;

/** Anvil with the contracts on it, and what a test needs to populate it. */
final class TestNetwork implements AutoCloseable {
  static final BigInteger ETHER = BigInteger.TEN.pow(18);
  static final long WEEK = 7 * 86_400;
  static final Path GUEST =
      Path.of(System.getProperty("akashi.root", "..")).resolve("guests/elf/fibonacci.elf");

  final Anvil anvil;
  final HttpJsonRpc rpc;
  final Ethereum ethereum;
  final Path folder;
  final Contracts contracts;
  final Path deployment;
  final Path inputs;
  final Bytes32 programId;
  private final Enrolment enrolment;
  private final Deployment deployed;
  private List<Path> guests = List.of(GUEST);
  private Optional<NodeConfig.RollupSource> rollupSource = Optional.empty();
  private final List<AutoCloseable> closing = new ArrayList<>();
  private int requests;

  TestNetwork(Path folder, String... options) {
    this(folder, _ -> Optional.empty(), options);
  }

  /** With a rollup on it, which is started by {@link #startRollup}. */
  TestNetwork(Path folder, TestRollup rollup, Path guest) {
    this(folder, _ -> Optional.of(rollup.config(key(2).address())));
    guests = List.of(GUEST, guest);
    rollupSource = Optional.of(new NodeConfig.RollupSource(rollup.genesis(), List.of(), List.of()));
  }

  private TestNetwork(
      Path folder, Function<Address, Optional<RollupConfig>> rollup, String... options) {
    this.folder = folder;
    String[] all = new String[options.length + 2];
    all[0] = "--block-time";
    all[1] = "1";
    System.arraycopy(options, 0, all, 2, options.length);
    anvil = Anvil.start(all);
    rpc = new HttpJsonRpc(RpcConfig.of(anvil.address()));
    ethereum = new Ethereum(rpc, ContractErrors.ALL);
    deployment = folder.resolve("addresses.json");
    inputs = folder.resolve("inputs");
    try {
      Files.createDirectories(inputs);
      programId =
          Bytes32.of(
              ProgramKey.commitment(Program.fromElf(Files.readAllBytes(GUEST))).id().bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Wallet deployer = wallet(key(0));
    deployed =
        new Deployer(ethereum, deployer, folder.resolve("journal"), _ -> {})
            .deploy(parameters(deployer.address(), rollup.apply(deployer.address())));
    DeploymentFile.write(deployment, deployed);
    contracts = Contracts.of(deployed);
    enrolment = new Enrolment(ethereum, contracts);
  }

  /** Has the sequencer of the rollup make its batches. */
  void startRollup(TestRollup rollup) {
    rollup.start(ethereum, deployed, wallet(key(3)), key(2));
  }

  static NetworkParameters parameters(Address owner, Optional<RollupConfig> rollup) {
    return new NetworkParameters(
        new RouterParameters(owner, owner, 2 * WEEK),
        new ProverRegistryParameters(
            ETHER,
            ETHER.divide(BigInteger.valueOf(100)),
            BigInteger.valueOf(10_000_000),
            WEEK,
            256),
        new AttestationParameters(0, 86_400, 3_600, 86_400, ETHER, ETHER),
        new MarketStateParameters(1, 300, 86_400, WEEK, 250_000, BigInteger.valueOf(1_500_000)),
        rollup);
  }

  static String keyHex(int i) {
    return hash("akashi test key " + i).toHex();
  }

  static PrivateKey key(int i) {
    return PrivateKey.fromHex(keyHex(i));
  }

  static Bytes32 seed(int i) {
    return hash("akashi test seed " + i);
  }

  private static Bytes32 hash(String text) {
    return Keccak256.hash(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  Wallet wallet(PrivateKey key) {
    rpc.call(
        RpcRequest.once(
            "anvil_setBalance",
            key.address().toHex(),
            Hex.quantity(ETHER.multiply(BigInteger.valueOf(10_000)))));
    return new Wallet(ethereum, key, Duration.ofSeconds(30));
  }

  /** The number of the newest block. */
  long head() {
    return ethereum.block(BlockId.Tag.LATEST).orElseThrow().number();
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static URI at(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  NodeConfig config(int i, int port, List<URI> aggregators, Role... roles) {
    return config("node" + i, i, port, aggregators, anvil.address(), roles);
  }

  NodeConfig config(String name, int i, int port, List<URI> aggregators, URI chain, Role... roles) {
    return new NodeConfig(
        Set.of(roles),
        List.of(chain),
        deployment,
        folder.resolve(name),
        StoreLocation.file(folder.resolve(name).resolve("journal.db")),
        key(i),
        seed(i),
        "127.0.0.1",
        port,
        at(port).toString(),
        aggregators,
        guests,
        inputs,
        rollupSource,
        2,
        false,
        Optional.empty(),
        true,
        OutboxConfig.ethereum().withConfirmations(4),
        Limits.defaults(),
        1_000);
  }

  void register(int i, int port, long ask) {
    enrolment.prover(
        wallet(key(i)),
        BlsKey.fromSeed(seed(i)),
        ask,
        10_000,
        ETHER.multiply(BigInteger.valueOf(100)),
        at(port).toString());
  }

  void enrol(int i, int port) {
    enrolment.attester(
        wallet(key(i)),
        BlsKey.fromSeed(seed(i)),
        ETHER.multiply(BigInteger.TEN),
        at(port).toString());
  }

  Node start(NodeConfig config) {
    wallet(config.key());
    Host host = Host.open(config);
    closing.addFirst(host);
    Node node = Node.start(config, host);
    closing.addFirst(node);
    return node;
  }

  /** Opens a request for one run of the guest. */
  Bytes32 request(long number) {
    byte[] input =
        java.nio.ByteBuffer.allocate(8)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
            .putLong(number)
            .array();
    Bytes32 commitment = Sha256.of(input);
    try {
      Files.write(inputs.resolve(commitment.toHex()), input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return request(programId, commitment);
  }

  Bytes32 request(Bytes32 program, Bytes32 commitment) {
    Wallet requester = wallet(key(1));
    ProofRequest request =
        new ProofRequest(
            requester.address(),
            BigInteger.valueOf(requests++),
            program,
            commitment,
            1,
            BigInteger.valueOf(50_000_000),
            BigInteger.valueOf(1_000_000_000L),
            BigInteger.valueOf(2_000_000_000L),
            ETHER.divide(BigInteger.TEN),
            120,
            150,
            180,
            600,
            1 << 1,
            0,
            0,
            5,
            Address.ZERO,
            0);
    requester.send(
        contracts
            .market()
            .request(request)
            .withValue(ethereum.call(contracts.market().escrowOf(request))));
    return ethereum.call(contracts.market().requestIdOf(request));
  }

  static void await(String what, Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited %s for %s".formatted(patience, what));
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for " + what, e);
      }
    }
  }

  @Override
  public void close() {
    closing.forEach(each -> {
      try {
        each.close();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    });
    rpc.close();
    anvil.close();
  }
}
