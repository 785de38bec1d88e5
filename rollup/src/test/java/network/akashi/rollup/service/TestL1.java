package network.akashi.rollup.service;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Hex;
import network.akashi.chain.Keccak256;
import network.akashi.chain.contracts.Attestation;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.contracts.MarketTerms;
import network.akashi.chain.contracts.ProofClass;
import network.akashi.chain.contracts.ProofMarket;
import network.akashi.chain.contracts.ProverRegistry;
import network.akashi.chain.contracts.Rollup;
import network.akashi.chain.contracts.RollupConfig;
import network.akashi.chain.contracts.VerifierRouter;
import network.akashi.chain.contracts.VerifierRouterInitial;
import network.akashi.chain.deploy.NetworkParameters;
import network.akashi.chain.outbox.OutboxConfig;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.rpc.RpcException;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.chain.tx.Fees;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.Transaction;
import network.akashi.chain.tx.Wallet;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.rpc.RpcLimits;
import network.akashi.rollup.sequencer.SequencerConfig;
import network.akashi.rollup.state.GenesisBlock;
import network.akashi.testkit.Anvil;

/** A real L1 with the contracts on it, and what tests do to it. Account 0 deploys, 1 posts. */
public final class TestL1 implements AutoCloseable {
  /** The L2's chain. */
  public static final long CHAIN_ID = 61_626;

  public static final BigInteger ETHER = BigInteger.TEN.pow(18);

  /** A proof that the verifier of this chain takes, whatever it is about. */
  public static final Bytes PROOF = Bytes.fromHex("0x00000001");

  private static final Address VERIFIER =
      Address.fromHex("0x00000000000000000000000000000000000e21f1");

  private final Anvil anvil;
  private final HttpJsonRpc rpc;
  private final Ethereum ethereum;
  private final Genesis genesis;
  private final Rollup rollup;
  private final long firstBlock;

  /** Starts anvil with these options and deploys a rollup whose items are due after a while. */
  public TestL1(long inclusionWindow, long sequencerGrace, String... options) {
    anvil = Anvil.start(options);
    rpc = new HttpJsonRpc(RpcConfig.of(anvil.address()));
    ethereum = new Ethereum(rpc, ContractErrors.ALL);
    Map<Address, BigInteger> alloc = new HashMap<>();
    for (int i = 0; i < Anvil.KEYS.size(); i++) {
      alloc.put(key(i).address(), ETHER.multiply(BigInteger.valueOf(1_000)));
    }
    genesis = new Genesis(CHAIN_ID, 1_700_000_000, BigInteger.valueOf(1_000_000_000), alloc);
    acceptAllProofs();
    firstBlock = ethereum.blockNumber();
    rollup = deploy(inclusionWindow, sequencerGrace);
  }

  private void acceptAllProofs() {
    Bytes selector =
        Keccak256.hash(
                Bytes.of("verify(bytes32,bytes32,bytes)".getBytes(StandardCharsets.US_ASCII)))
            .bytes()
            .slice(0, 4);
    String code = "0x63" + selector.toHex().substring(2) + "60e01b5f5260205ff3";
    rpc.call(RpcRequest.once("anvil_setCode", VERIFIER.toHex(), code));
  }

  private Rollup deploy(long inclusionWindow, long sequencerGrace) {
    Wallet owner = wallet(0);
    Address self = owner.address();
    long nonce = ethereum.nonce(self, BlockId.Tag.LATEST);
    Address router = self.created(nonce);
    Address registry = self.created(nonce + 1);
    Address attestation = self.created(nonce + 2);
    Address market = self.created(nonce + 3);
    NetworkParameters defaults = NetworkParameters.defaults(self);
    VerifierRouterInitial proven =
        new VerifierRouterInitial(PROOF, ProofClass.PROVEN, VERIFIER, 100_000);
    owner.send(VerifierRouter.creation(self, self, 14 * 86_400, List.of(proven)));
    owner.send(ProverRegistry.creation(market, attestation, defaults.registry()));
    owner.send(Attestation.creation(registry, router, defaults.attestation()));
    owner.send(ProofMarket.creation(registry, router, attestation, defaults.market()));
    GenesisBlock first = GenesisBlock.of(genesis);
    RollupConfig config =
        new RollupConfig(
            key(1).address(),
            BigInteger.valueOf(CHAIN_ID),
            Keccak256.hash(Bytes.EMPTY),
            first.header().hash(),
            first.header().stateRoot(),
            inclusionWindow,
            sequencerGrace,
            86_400,
            86_400,
            14 * 86_400,
            60,
            7 * 86_400,
            BigInteger.valueOf(1_000_000),
            BigInteger.TEN.pow(15),
            terms());
    return new Rollup(
        owner
            .send(Rollup.creation(attestation, router, market, config))
            .contractAddress()
            .orElseThrow());
  }

  private static MarketTerms terms() {
    BigInteger price = BigInteger.valueOf(2_000_000);
    return new MarketTerms(
        BigInteger.valueOf(25_000_000_000L),
        price,
        price,
        BigInteger.TEN.pow(16),
        600,
        900,
        1_200,
        3_600,
        0,
        6,
        5,
        600_000);
  }

  @Override
  public void close() {
    rpc.close();
    anvil.close();
  }

  public Anvil anvil() {
    return anvil;
  }

  public Ethereum ethereum() {
    return ethereum;
  }

  public Rollup rollup() {
    return rollup;
  }

  public Genesis genesis() {
    return genesis;
  }

  public long firstBlock() {
    return firstBlock;
  }

  public static PrivateKey key(int i) {
    return PrivateKey.fromHex(Anvil.KEYS.get(i));
  }

  public Wallet wallet(int i) {
    return new Wallet(ethereum, key(i), Duration.ofSeconds(20));
  }

  /** Calls a method of anvil's that changes something. */
  public void change(String method, Object... params) {
    rpc.call(RpcRequest.once(method, params));
  }

  public void mine(int blocks) {
    for (int i = 0; i < blocks; i++) {
      change("evm_mine");
    }
  }

  /** Replaces the last blocks by as many empty ones. */
  public void reorganise(int depth) {
    change("anvil_reorg", depth, List.of());
  }

  /** Lets time pass. */
  public void pass(long seconds) {
    change("evm_increaseTime", Hex.quantity(seconds));
    change("evm_mine");
  }

  /** Whether the node knows a method, without calling it in vain. */
  public boolean refuses(String method) {
    try {
      change(method);
      return false;
    } catch (RpcException.Refused e) {
      return true;
    }
  }

  /** What a sequencer is told in tests: everything fast. */
  public ServiceConfig config(Path folder) {
    return config(genesis, rollup.address(), firstBlock, folder);
  }

  static ServiceConfig config(Genesis genesis, Address rollup, long firstBlock, Path folder) {
    SequencerConfig sequencer =
        SequencerConfig.defaults(key(9).address())
            .withConfirmations(1)
            .withBatches(32, Duration.ofSeconds(2))
            .withIntervals(Duration.ofMillis(20), Duration.ofMillis(50));
    return new ServiceConfig(
        folder,
        genesis,
        rollup,
        firstBlock,
        sequencer,
        OutboxConfig.ethereum().withConfirmations(2),
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        RpcLimits.defaults(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  /** A signed transfer on the L2. */
  public static Bytes transfer(int from, long nonce, Address to, BigInteger value) {
    return transfer(key(from), nonce, to, value, 1);
  }

  /** A signed transfer on the L2 whose tip is that many gwei. */
  public static Bytes transfer(
      PrivateKey from, long nonce, Address to, BigInteger value, long tipGwei) {
    BigInteger gwei = BigInteger.TEN.pow(9);
    BigInteger tip = BigInteger.valueOf(tipGwei).multiply(gwei);
    Fees fees = new Fees(tip.add(gwei.multiply(BigInteger.TWO)), tip);
    return new Transaction(CHAIN_ID, nonce, fees, 21_000, Optional.of(to), value, Bytes.EMPTY)
        .sign(from)
        .raw();
  }

  /** An address of nobody. */
  public static Address somebody(int number) {
    return Address.of(
        Bytes32.of(BigInteger.valueOf(0x5e1f1e000L + number)).bytes().slice(12, 32).toArray());
  }
}
