package network.akashi.chain.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Log;
import network.akashi.chain.LogFilter;
import network.akashi.chain.Receipt;
import network.akashi.chain.abi.ContractCode;
import network.akashi.chain.abi.RevertedException;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.Wallet;
import network.akashi.testkit.Anvil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The bindings against the contracts that they were made from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeployedOnAnvilTest {
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final long WEEK = 7 * 24 * 3600;

  private Anvil anvil;
  private HttpJsonRpc rpc;
  private Ethereum ethereum;
  private Wallet wallet;
  private Address routerAddress;
  private ProverRegistry registry;
  private ProofMarket market;

  @BeforeAll
  void deploy() {
    anvil = Anvil.start("--enable-tx-gas-limit");
    rpc = new HttpJsonRpc(RpcConfig.of(anvil.address()));
    ethereum = new Ethereum(rpc, ContractErrors.ALL);
    wallet =
        new Wallet(ethereum, PrivateKey.fromHex(Anvil.KEYS.getFirst()), Duration.ofSeconds(20));

    routerAddress =
        wallet
            .send(VerifierRouter.creation(wallet.address(), Address.ZERO, WEEK, List.of()))
            .contractAddress()
            .orElseThrow();
    Address marketAddress = wallet.address().created(2);
    Address attestation = Address.fromHex("0x00000000000000000000000000000000000a77e5");
    registry =
        new ProverRegistry(
            wallet
                .send(
                    ProverRegistry.creation(
                        marketAddress,
                        attestation,
                        new ProverRegistryParameters(
                            ETHER, ETHER, BigInteger.valueOf(1_000_000), WEEK, 8000)))
                .contractAddress()
                .orElseThrow());
    market =
        new ProofMarket(
            wallet
                .send(
                    ProofMarket.creation(
                        registry.address(),
                        routerAddress,
                        attestation,
                        new MarketStateParameters(
                            2, 300, 86_400, WEEK, 250_000, BigInteger.valueOf(1_500_000))))
                .contractAddress()
                .orElseThrow());
    assertThat(market.address()).isEqualTo(marketAddress);
  }

  @AfterAll
  void stop() {
    if (rpc != null) {
      rpc.close();
    }
    if (anvil != null) {
      anvil.close();
    }
  }

  @Test
  void readsWhatTheConstructorWasGiven() {
    VerifierRouter router = new VerifierRouter(routerAddress);

    assertThat(ethereum.call(router.governor())).isEqualTo(wallet.address());
    assertThat(ethereum.call(router.timelock())).isEqualTo(WEEK);
    assertThat(ethereum.call(registry.minBond())).isEqualTo(ETHER);
    assertThat(ethereum.callAll(List.of(market.registry(), market.router()), BlockId.Tag.LATEST))
        .containsExactly(registry.address(), routerAddress);
  }

  @Test
  void readsStructsAndEnums() {
    RequestView none = ethereum.call(market.requestState(Bytes32.ZERO));

    assertThat(none.status()).isEqualTo(RequestStatus.NONE);
    assertThat(none.provers()).containsExactly(0L, 0L, 0L);
    assertThat(none.commitment()).isEqualTo(Bytes.of(new byte[20]));
  }

  @Test
  void writesAndReadsTheEvents() {
    VerifierRouter router = new VerifierRouter(routerAddress);
    Bytes version = Bytes.fromHex("0x00000001");
    Receipt receipt =
        wallet.send(router.propose(version, ProofClass.EXTERNAL, registry.address(), 100_000));

    VerifierRouterEvent event = VerifierRouterEvent.decode(receipt.logs().getFirst()).orElseThrow();
    assertThat(event)
        .isInstanceOfSatisfying(
            VerifierRouterEvent.VersionProposed.class,
            proposed -> {
              assertThat(proposed.version()).isEqualTo(version);
              assertThat(proposed.class_()).isEqualTo(ProofClass.EXTERNAL);
              assertThat(proposed.verifier()).isEqualTo(registry.address());
            });
    List<Log> logs =
        ethereum.logs(
            LogFilter.of(routerAddress)
                .withEvents(List.of(VerifierRouterEvent.VersionProposed.TOPIC)),
            0,
            receipt.blockNumber());
    assertThat(logs).contains(receipt.logs().getFirst());
    assertThat(RollupEvent.decode(receipt.logs().getFirst())).isEmpty();
    assertThat(ethereum.call(router.versionOf(version)).class_()).isEqualTo(ProofClass.EXTERNAL);
  }

  @Test
  void revertsNameTheContractsError() {
    VerifierRouter router = new VerifierRouter(routerAddress);
    assertThatThrownBy(() ->
            ethereum.call(
                router.propose(Bytes.fromHex("0x00000002"), ProofClass.PROVEN, Address.ZERO, 1)))
        .isInstanceOfSatisfying(
            RevertedException.class, e -> assertThat(e.errorName()).isEqualTo("NotGovernor"))
        .hasMessageContaining("NotGovernor(caller: 0x0000000000000000000000000000000000000000)");
    assertThatThrownBy(() -> wallet.send(registry.withdraw()))
        .isInstanceOf(RevertedException.class);
  }

  @Test
  void theCodeOnTheChainIsTheCodeOfTheArtifact() {
    Bytes deployed = ethereum.code(registry.address(), BlockId.Tag.LATEST);

    assertThat(ContractCode.of("ProverRegistry").matches(deployed)).isTrue();
    assertThat(ContractCode.of("Attestation").matches(deployed)).isFalse();
    byte[] other = deployed.toArray();
    other[other.length - 1] ^= 1;
    assertThat(ContractCode.of("ProverRegistry").matches(Bytes.of(other))).isFalse();
  }

  @Test
  void moneyMoves() {
    Address somebody = Address.fromHex("0x00000000000000000000000000000000005e1f1e");
    wallet.transfer(somebody, ETHER);
    assertThat(ethereum.balance(somebody, BlockId.Tag.LATEST)).isEqualTo(ETHER);
  }
}
