package network.akashi.chain.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import network.akashi.chain.Address;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Log;
import network.akashi.chain.LogFilter;
import network.akashi.chain.TestChain;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.contracts.VerifierRouter;
import network.akashi.chain.follow.EventFollower;
import network.akashi.chain.follow.EventStore;
import network.akashi.chain.follow.FollowConfig;
import network.akashi.chain.outbox.Intent;
import network.akashi.chain.outbox.IntentState;
import network.akashi.chain.outbox.LedgerException;
import network.akashi.chain.outbox.OutboxConfig;
import network.akashi.chain.outbox.TransactionManager;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.rpc.RpcException;
import network.akashi.testkit.FaultyRpc;
import network.akashi.testkit.FaultyRpc.Fault;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions and events through a provider that fails, lies and lags behind. */
class FaultyRpcTest {
  private static final int CASES = Integer.getInteger("akashi.chain.faultCases", 3);
  private static final BigInteger GWEI = BigInteger.TEN.pow(9);
  private static final OutboxConfig OUTBOX =
      new OutboxConfig(
          3, 3, 16, GWEI.multiply(BigInteger.valueOf(500)), GWEI.multiply(BigInteger.TEN));

  @TempDir private Path folder;
  private TestChain chain;

  @BeforeEach
  void start() {
    chain = new TestChain();
  }

  @AfterEach
  void stop() {
    chain.close();
  }

  private static HttpJsonRpc client(FaultyRpc proxy) {
    return new HttpJsonRpc(
        RpcConfig.of(proxy.address())
            .withTimeout(Duration.ofMillis(700))
            .withAttempts(2, Duration.ofMillis(5)));
  }

  /** What the client says of each fault, asked for the number of the newest block. */
  @Test
  void eachFaultIsWhatItSays() {
    chain.mine(5);
    for (Fault fault : Fault.values()) {
      try (FaultyRpc proxy = FaultyRpc.before(chain.anvil().address(), 1).suffer(1, Set.of(fault));
          HttpJsonRpc rpc = client(proxy)) {
        Ethereum ethereum = new Ethereum(rpc, ContractErrors.ALL);
        switch (fault) {
          case STALL, RESET, LOST_ANSWER, LIMITED, OVERLOADED ->
              assertThatThrownBy(ethereum::blockNumber)
                  .as(fault.name())
                  .isInstanceOf(RpcException.Unreachable.class);
          case TRUNCATED, RUBBISH ->
              assertThatThrownBy(ethereum::blockNumber)
                  .as(fault.name())
                  .isInstanceOf(RpcException.Malformed.class);
          case BEHIND -> {
            assertThat(ethereum.blockNumber()).isBetween(2L, 4L);
            assertThat(ethereum.block(BlockId.Tag.LATEST).orElseThrow().number()).isBetween(2L, 4L);
          }
          case WRONG_NONCE ->
              assertThat(ethereum.nonce(TestChain.key(5).address(), BlockId.Tag.LATEST))
                  .isBetween(0L, 2L);
          case WRONG_CHAIN -> assertThat(ethereum.chainId()).isNotEqualTo(31_337);
          case NO_RECEIPT -> {
            var hash = chain.wallet(0).transfer(TestChain.key(5).address(), GWEI).transactionHash();
            assertThat(ethereum.receipt(hash)).isEmpty();
            assertThat(chain.ethereum().receipt(hash)).isPresent();
          }
        }
        boolean mayBeRight = fault == Fault.WRONG_NONCE; // one below zero is zero
        assertThat(proxy.happened().containsKey(fault) || mayBeRight).as(fault.name()).isTrue();
      }
    }
  }

  @Test
  void whateverTheProviderDoesEachTransferIsMadeOnce() {
    ForAll.cases(CASES, this::transfersThroughFaults);
  }

  private void transfersThroughFaults(RandomGenerator random) {
    long run = random.nextLong(Long.MAX_VALUE);
    try (FaultyRpc proxy =
            FaultyRpc.before(chain.anvil().address(), random.nextLong()).stallFor(900);
        HttpJsonRpc rpc = client(proxy);
        TransactionManager manager =
            TransactionManager.open(
                new Ethereum(rpc, ContractErrors.ALL),
                TestChain.key(1),
                folder.resolve("ledger" + run),
                OUTBOX)) {
      List<String> keys = new ArrayList<>();
      proxy.suffer(0.25, FaultyRpc.EVERYTHING_BUT_ANOTHER_CHAIN);
      for (int i = 0; i < 60; i++) {
        if (i % 10 == 0) {
          keys.add("%d of run %x".formatted(i, run));
          manager.submit(transfer(keys.getLast()));
        }
        tick(manager);
        chain.mine(1);
      }
      proxy.calm();
      for (int i = 0; i < 20; i++) {
        manager.tick();
        chain.mine(1);
      }
      for (String key : keys) {
        assertThat(manager.status(key).orElseThrow().state()).as(key).isEqualTo(IntentState.DONE);
        assertThat(chain.balance(recipient(key))).as(key).isEqualTo(7);
      }
      assertThat(proxy.happened()).hasSizeGreaterThan(5);
      assertThat(manager.foreignTransactions()).isZero();
    }
  }

  private static void tick(TransactionManager manager) {
    try {
      manager.tick();
    } catch (RpcException expected) {
      // the next one goes on
    }
  }

  private static Address recipient(String key) {
    return new Address(
        network.akashi.chain.Keccak256.hash(
                Bytes.of(key.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
            .bytes()
            .slice(12, 32));
  }

  private static Intent transfer(String key) {
    return new Intent(
        key, recipient(key), BigInteger.valueOf(7), Bytes.EMPTY, List.of(), OptionalLong.empty());
  }

  @Test
  void whateverTheProviderDoesEventsAreTheChains() {
    VerifierRouter logger = chain.deployLogger();
    ForAll.cases(CASES, random -> followThroughFaults(logger, random));
  }

  private int number;

  private void followThroughFaults(VerifierRouter logger, RandomGenerator random) {
    LogFilter filter = LogFilter.of(logger.address());
    Path file = folder.resolve("events" + random.nextLong(Long.MAX_VALUE));
    try (FaultyRpc proxy =
            FaultyRpc.before(chain.anvil().address(), random.nextLong()).stallFor(900);
        HttpJsonRpc rpc = client(proxy);
        EventStore store = EventStore.open(file, 32)) {
      EventFollower follower =
          new EventFollower(
              new Ethereum(rpc, ContractErrors.ALL), filter, store, FollowConfig.from(0));
      proxy.suffer(0.25, EnumSet.complementOf(EnumSet.of(Fault.WRONG_CHAIN)));
      for (int i = 0; i < 40; i++) {
        switch (random.nextInt(4)) {
          case 0 -> chain.mine(1 + random.nextInt(3));
          case 1 -> reorganise(1 + random.nextInt(3));
          default -> chain.log(logger, ++number);
        }
        try {
          follower.tick();
        } catch (RpcException expected) {
          // the next one goes on
        }
      }
      proxy.calm();
      for (int i = 0; i < 3; i++) {
        follower.tick();
      }
      List<Log> now = chain.ethereum().logs(filter, 0, chain.ethereum().blockNumber());
      assertThat(store.after(-1, 10_000)).isEqualTo(now);
      assertThat(proxy.happened()).isNotEmpty();
    }
  }

  /** The logger itself is in the first block, and stays. */
  private void reorganise(int depth) {
    if (chain.ethereum().blockNumber() > depth) {
      chain.reorganise(depth);
    }
  }

  @Test
  void aLedgerIsNotUsedOnAnotherChain() {
    Path ledger = folder.resolve("ledger");
    TransactionManager.open(chain.ethereum(), TestChain.key(1), ledger, OUTBOX).close();
    try (FaultyRpc proxy =
            FaultyRpc.before(chain.anvil().address(), 1).suffer(1, Set.of(Fault.WRONG_CHAIN));
        HttpJsonRpc rpc = client(proxy)) {
      Ethereum ethereum = new Ethereum(rpc, ContractErrors.ALL);
      assertThatThrownBy(() -> TransactionManager.open(ethereum, TestChain.key(1), ledger, OUTBOX))
          .isInstanceOf(LedgerException.class);
    }
  }
}
