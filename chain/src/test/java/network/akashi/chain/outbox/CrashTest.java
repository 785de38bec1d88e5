package network.akashi.chain.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Serial;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import network.akashi.chain.BlockId;
import network.akashi.chain.TestChain;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.JsonRpc;
import network.akashi.chain.rpc.RpcReply;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that die at any moment, while the chain drops and reorganises. */
class CrashTest {
  @TempDir private Path folder;

  /** The process is gone: nothing catches this. */
  private static final class Killed extends Error {
    @Serial private static final long serialVersionUID = 1L;
  }

  /** Dies at one of its calls, before the node sees it or before the answer is seen. */
  private static final class DyingRpc implements JsonRpc {
    private final JsonRpc inner;
    private final boolean before;
    private int callsToLive;

    DyingRpc(JsonRpc inner, RandomGenerator random) {
      this.inner = inner;
      this.before = random.nextBoolean();
      this.callsToLive = 1 + random.nextInt(40);
    }

    @Override
    public List<RpcReply> batch(List<RpcRequest> requests) {
      boolean last = --callsToLive == 0;
      if (last && before) {
        throw new Killed();
      }
      List<RpcReply> replies = inner.batch(requests);
      if (last) {
        throw new Killed();
      }
      return replies;
    }
  }

  @Test
  void everyIntentIsDoneOnceWhereverItDies() {
    // A chain for each case: after many reorganisations the node loses states of old blocks.
    int[] run = {0};
    ForAll.cases(
        12,
        random -> {
          try (TestChain chain = new TestChain()) {
            life(chain, folder.resolve("ledger" + run[0]++), random);
          }
        });
  }

  private static void life(TestChain chain, Path ledger, RandomGenerator random) {
    String name = Long.toHexString(random.nextLong()) + "-";
    chain.automine(random.nextBoolean());
    for (int death = 0; death < 12; death++) {
      Ethereum dying = new Ethereum(new DyingRpc(chain.rpc(), random), ContractErrors.ALL);
      try (TransactionManager manager = open(dying, ledger)) {
        for (int step = 0; step < 6; step++) {
          manager.submit(TransactionManagerTest.transfer(name + random.nextInt(8)));
          manager.tick();
          disturb(chain, random);
        }
      } catch (Killed expected) {
        disturb(chain, random);
      }
    }
    chain.automine(false);
    try (TransactionManager manager = open(chain.ethereum(), ledger)) {
      for (int i = 0; i < 8; i++) {
        manager.submit(TransactionManagerTest.transfer(name + i));
      }
      for (int i = 0; i < 20; i++) {
        manager.tick();
        chain.mine(1);
      }
      manager.tick();
      for (int i = 0; i < 8; i++) {
        assertThat(manager.status(name + i).orElseThrow().state())
            .as("%s", manager.status(name + i))
            .isEqualTo(IntentState.DONE);
        assertThat(chain.balance(TransactionManagerTest.recipient(name + i)))
            .as("%s", manager.status(name + i))
            .isEqualTo(7);
      }
      assertThat(manager.foreignTransactions()).isZero();
    }
  }

  private static TransactionManager open(Ethereum ethereum, Path ledger) {
    return TransactionManager.open(
        ethereum, TransactionManagerTest.KEY, ledger, TransactionManagerTest.CONFIG);
  }

  private static void disturb(TestChain chain, RandomGenerator random) {
    switch (random.nextInt(6)) {
      case 0 -> chain.mine(1);
      case 1 -> chain.mine(2);
      case 2 -> chain.automine(random.nextBoolean());
      case 3 -> chain.rpc().call(RpcRequest.once("anvil_dropAllTransactions"));
      case 4 -> {
        // Not deeper than what counts as certain.
        if (chain.ethereum().blockNumber() > 3) {
          chain.reorganise(1 + random.nextInt(2));
        }
      }
      default -> {}
    }
  }

  /** A real process and a real {@code kill -9}. */
  @Test
  void aKilledProcessGoesOn() throws IOException, InterruptedException {
    try (TestChain chain = new TestChain()) {
      Path ledger = folder.resolve("ledger");
      int round = 0;
      for (long millis : new long[] {0, 40, 120, 250, 500}) {
        Path ready = folder.resolve("ready" + round++);
        Process process =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    OutboxProcess.class.getName(),
                    chain.anvil().address().toString(),
                    ledger.toString(),
                    ready.toString())
                .inheritIO()
                .start();
        try {
          while (!Files.exists(ready)) {
            assertThat(process.isAlive()).as("the process started").isTrue();
            Thread.sleep(5);
          }
          Thread.sleep(millis);
        } finally {
          process.destroyForcibly();
          assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
      }
      finish(chain, ledger);
    }
  }

  private static void finish(TestChain chain, Path ledger) {
    try (TransactionManager manager = open(chain.ethereum(), ledger)) {
      for (int i = 0; i < 40; i++) {
        manager.tick();
        chain.mine(1);
      }
      int done = 0;
      for (int i = 0; i < OutboxProcess.INTENTS; i++) {
        String key = OutboxProcess.key(i);
        BigInteger got = chain.balance(TransactionManagerTest.recipient(key));
        if (manager.status(key).isPresent()) {
          assertThat(manager.status(key).orElseThrow().state()).isEqualTo(IntentState.DONE);
          assertThat(got).isEqualTo(7);
          done++;
        } else {
          assertThat(got).isZero();
        }
      }
      assertThat(done).isPositive();
      assertThat(chain.ethereum().nonce(TransactionManagerTest.KEY.address(), BlockId.Tag.LATEST))
          .isEqualTo(done);
    }
  }
}
