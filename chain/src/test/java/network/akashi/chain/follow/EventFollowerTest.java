package network.akashi.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import network.akashi.chain.Block;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Log;
import network.akashi.chain.LogFilter;
import network.akashi.chain.TestChain;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.contracts.VerifierRouter;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.JsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.rpc.RpcException;
import network.akashi.chain.rpc.RpcReply;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events as they stand on a real chain, whatever happened on the way. */
class EventFollowerTest {
  @TempDir private Path folder;
  private TestChain chain;
  private VerifierRouter logger;
  private EventStore store;
  private int number;

  @BeforeEach
  void start() {
    chain = new TestChain();
    logger = chain.deployLogger();
    store = EventStore.open(folder.resolve("events"), 32);
  }

  @AfterEach
  void stop() {
    if (store != null) {
      store.close();
    }
    if (chain != null) {
      chain.close();
    }
  }

  private EventFollower follower(FollowConfig config) {
    return new EventFollower(chain.ethereum(), LogFilter.of(logger.address()), store, config);
  }

  private List<Log> onChain() {
    return chain.ethereum().logs(LogFilter.of(logger.address()), 0, chain.ethereum().blockNumber());
  }

  private void log(int count) {
    for (int i = 0; i < count; i++) {
      chain.log(logger, ++number);
    }
  }

  private void assertStoreIsTheChain() {
    assertThat(store.after(-1, 10_000)).isEqualTo(onChain());
  }

  @Test
  void followsTheHead() {
    EventFollower follower = follower(FollowConfig.from(0));
    log(3);
    assertThat(follower.tick()).isTrue();
    assertThat(store.after(-1, 10)).hasSize(3);
    assertThat(follower.tick()).isTrue();
    log(2);
    follower.tick();
    assertStoreIsTheChain();
    assertThat(store.after(store.after(-1, 3).getLast().blockNumber(), 10)).hasSize(2);
  }

  @Test
  void catchesUpInRanges() {
    log(30);
    assertThat(follower(new FollowConfig(0, 2, 5, false)).tick()).isTrue();
    assertStoreIsTheChain();
    assertThat(onChain()).hasSize(30);
  }

  @Test
  void beginsWhereItIsTold() {
    log(3);
    long first = chain.ethereum().blockNumber() + 1;
    log(2);
    follower(FollowConfig.from(first)).tick();
    assertThat(store.after(-1, 10)).hasSize(2);
  }

  @Test
  void whatIsReorganisedAwayIsTakenBack() {
    EventFollower follower = follower(FollowConfig.from(0));
    log(5);
    follower.tick();
    Block gone = chain.ethereum().block(BlockId.Tag.LATEST).orElseThrow();
    chain.reorganise(3);
    log(1);
    assertThat(follower.tick()).isTrue();

    assertThat(store.after(-1, 10)).hasSize(3);
    assertStoreIsTheChain();
    assertThat(store.contains(BlockRef.of(gone))).isFalse();
    assertThat(store.contains(store.checkpoints().getLast())).isTrue();
  }

  /** The chain can also become shorter for a while. */
  @Test
  void aShorterChainIsFollowedToo() {
    EventFollower follower = follower(FollowConfig.from(0));
    log(5);
    follower.tick();
    chain.rpc().call(RpcRequest.once("anvil_rollback", 3));
    follower.tick();
    assertThat(store.after(-1, 10)).hasSize(2);
    assertStoreIsTheChain();
  }

  @Test
  void aReorganisationDeeperThanMemoryIsNotPapered() {
    store.close();
    store = EventStore.open(folder.resolve("short"), 3);
    EventFollower follower = follower(FollowConfig.from(0));
    log(6);
    follower.tick();
    assertThat(store.checkpoints()).hasSize(3);
    chain.reorganise(5);
    assertThatThrownBy(follower::tick)
        .isInstanceOf(DeepReorganisationException.class)
        .hasMessageContaining("deeper than is remembered");

    assertThat(follower(new FollowConfig(0, 64, 100, true)).tick()).isTrue();
    assertStoreIsTheChain();
  }

  private boolean tickThrough(JsonRpc rpc, FollowConfig config) {
    return new EventFollower(
            new Ethereum(rpc, ContractErrors.ALL), LogFilter.of(logger.address()), store, config)
        .tick();
  }

  /** Does something just before the question number {@code n} reaches the node. */
  private JsonRpc before(int n, Runnable work) {
    int[] asked = {0};
    return requests -> {
      if (++asked[0] == n) {
        work.run();
      }
      return chain.rpc().batch(requests);
    };
  }

  /** Between the look at the newest checkpoint and the new blocks: they have another parent. */
  @Test
  void newBlocksMustFollowTheCheckpoint() {
    log(4);
    follower(FollowConfig.from(0)).tick();
    log(1);
    JsonRpc rpc =
        before(
            3,
            () -> {
              chain.reorganise(3);
              log(2);
            });
    assertThat(tickThrough(rpc, FollowConfig.from(0))).isFalse();
    assertThat(follower(FollowConfig.from(0)).tick()).isTrue();
    assertStoreIsTheChain();
  }

  /** The same while a range is asked for. */
  @Test
  void aRangeMustFollowTheCheckpoint() {
    log(6);
    follower(FollowConfig.from(0)).tick();
    log(6);
    FollowConfig ranges = new FollowConfig(0, 1, 3, false);
    JsonRpc rpc =
        before(
            3,
            () -> {
              chain.reorganise(8);
              log(9);
            });
    assertThat(tickThrough(rpc, ranges)).isFalse();
    assertThat(follower(ranges).tick()).isTrue();
    assertStoreIsTheChain();
  }

  /** A node that answers with logs of other blocks than it was asked about. */
  @Test
  void logsOfOtherBlocksAreNotTaken() {
    log(6);
    List<RpcReply> all =
        chain
            .rpc()
            .batch(
                List.of(
                    RpcRequest.idempotent(
                        "eth_getLogs", Map.of("fromBlock", "0x0", "toBlock", "latest"))));
    JsonRpc confused =
        requests ->
            requests.getFirst().method().equals("eth_getLogs")
                ? Collections.nCopies(requests.size(), all.getFirst())
                : chain.rpc().batch(requests);

    assertThat(tickThrough(confused, FollowConfig.from(0))).isFalse();
    assertThat(tickThrough(confused, new FollowConfig(0, 2, 3, false))).isFalse();
    assertThat(store.checkpoints()).isEmpty();
    assertThat(store.after(-1, 10)).isEmpty();
  }

  /** Asks a node that sometimes does not answer, and has the chain change between two questions. */
  private final class RestlessRpc implements JsonRpc {
    private final RandomGenerator random;
    private boolean restless = true;

    RestlessRpc(RandomGenerator random) {
      this.random = random;
    }

    @Override
    public List<RpcReply> batch(List<RpcRequest> requests) {
      if (restless && random.nextInt(12) == 0) {
        throw fault();
      }
      if (restless && random.nextInt(8) == 0) {
        change(random);
      }
      return chain.rpc().batch(requests);
    }
  }

  private static RpcException fault() {
    // The transport itself makes the fault: nothing listens on port 1.
    try (HttpJsonRpc none =
        new HttpJsonRpc(
            RpcConfig.of(URI.create("http://127.0.0.1:1")).withAttempts(1, Duration.ofMillis(1)))) {
      none.call(RpcRequest.idempotent("eth_chainId"));
      throw new AssertionError("something listens on port 1");
    } catch (RpcException e) {
      return e;
    }
  }

  private void change(RandomGenerator random) {
    switch (random.nextInt(4)) {
      case 0 -> chain.mine(1 + random.nextInt(3));
      case 1 -> {
        // The logger itself is in the first block.
        long depth = Math.min(6, chain.ethereum().blockNumber() - 2);
        if (depth > 0) {
          chain.reorganise(1 + random.nextInt((int) depth));
        }
      }
      default -> log(1 + random.nextInt(3));
    }
  }

  @Test
  void whateverHappensTheStoreEndsAsTheChain() {
    List<Path> files = new ArrayList<>();
    ForAll.cases(
        15,
        random -> {
          store.close();
          Path file = folder.resolve("restless" + files.size());
          files.add(file);
          store = EventStore.open(file, 32);
          RestlessRpc rpc = new RestlessRpc(random);
          FollowConfig config =
              new FollowConfig(0, 1 + random.nextInt(8), 1 + random.nextInt(10), false);
          for (int i = 0; i < 15; i++) {
            change(random);
            try {
              new EventFollower(
                      new Ethereum(rpc, ContractErrors.ALL),
                      LogFilter.of(logger.address()),
                      store,
                      config)
                  .tick();
            } catch (RpcException expected) {
              // goes on at the next tick
            }
            if (random.nextInt(4) == 0) {
              store.close();
              store = EventStore.open(file, 32);
            }
          }
          rpc.restless = false;
          assertThat(follower(config).tick()).isTrue();
          assertStoreIsTheChain();
        });
  }

  @Test
  void checkpointsAreWhatTheChainHas() {
    log(4);
    follower(FollowConfig.from(0)).tick();
    for (BlockRef each : store.checkpoints()) {
      assertThat(chain.ethereum().block(BlockId.number(each.number())).map(BlockRef::of))
          .contains(each);
    }
    store.rollBackAll();
    assertThat(store.checkpoints()).isEmpty();
    assertThat(store.after(-1, 10)).isEmpty();
    assertThat(store.contains(new BlockRef(0, Bytes32.ZERO))).isFalse();
  }
}
