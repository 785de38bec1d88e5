package network.akashi.rollup.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.chain.rpc.RpcException;
import network.akashi.rollup.block.GenesisFile;
import network.akashi.rollup.l1.Deriver;
import network.akashi.rollup.sequencer.Step;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sequencer that is killed ({@code kill -9}), at random moments and at each step that it knows:
 * no transaction that was accepted is lost, no batch is posted twice.
 */
@Tag("slow")
class CrashTest {
  @TempDir private Path folder;

  private final List<Bytes32> accepted = new ArrayList<>();
  private int nextNonce;
  private int lives;

  private record Life(Process process, Path ready) {}

  private Life begin(TestL1 l1, String... fatal) throws IOException {
    Path genesis = folder.resolve("genesis.json");
    Files.writeString(genesis, GenesisFile.format(l1.genesis()));
    Path ready = folder.resolve("ready" + lives++);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SequencerProcess.class.getName(),
                l1.anvil().address().toString(),
                l1.rollup().address().toHex(),
                Long.toString(l1.firstBlock()),
                genesis.toString(),
                folder.resolve("sequencer").toString(),
                ready.toString()));
    command.addAll(List.of(fatal));
    return new Life(
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(folder.resolve("stderr" + lives).toFile())
            .start(),
        ready);
  }

  /** Sends transfers one after the other until the process is gone, or all are sent. */
  private void use(Life life, int most) throws IOException, InterruptedException {
    Await.until("the RPC", () -> Files.exists(life.ready()) || !life.process().isAlive());
    if (!Files.exists(life.ready())) {
      return;
    }
    RpcConfig config =
        RpcConfig.of(URI.create("http://127.0.0.1:" + Files.readString(life.ready())))
            .withAttempts(1, Duration.ofMillis(1));
    try (HttpJsonRpc rpc = new HttpJsonRpc(config)) {
      Ethereum l2 = new Ethereum(rpc, ContractErrors.ALL);
      for (int i = 0; i < most; i++) {
        try {
          accepted.add(
              l2.sendRawTransaction(
                  TestL1.transfer(
                      3, nextNonce, TestL1.somebody(nextNonce), BigInteger.valueOf(100))));
          nextNonce++;
        } catch (RpcException.Refused e) {
          String reason = String.valueOf(e.getMessage());
          if (reason.contains("nonce too high") || reason.contains("account limit exceeded")) {
            Thread.sleep(20); // enough wait; blocks will take some
            continue;
          }
          // It was on disk before the answer was lost: known, or in a block already.
          assertThat(reason).containsAnyOf("already known", "nonce too low");
          nextNonce++;
        } catch (RpcException e) {
          return;
        }
      }
    }
  }

  private static void kill(Life life) throws InterruptedException {
    life.process().destroyForcibly();
    assertThat(life.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  private void finish(TestL1 l1) {
    try (SequencerService service =
        SequencerService.start(
            l1.config(folder.resolve("sequencer")), l1.ethereum(), TestL1.key(1))) {
      SequencerTest.awaitAllPosted(l1, service);
      assertThat(SequencerTest.l2(service).receipts(accepted)).allMatch(Optional::isPresent);
      Deriver deriver = SequencerTest.derive(l1, folder.resolve("derive.db"), new ArrayList<>());
      assertThat(deriver.tip().header()).isEqualTo(service.sequencer().chain().head().header());
      // Each transaction of the sequencer's posted one batch: none was sent for nothing.
      assertThat(l1.ethereum().nonce(TestL1.key(1).address(), BlockId.Tag.LATEST))
          .isEqualTo(service.sequencer().tips().posted());
    }
  }

  @Test
  void nothingIsLostAtAnyStep() throws IOException, InterruptedException {
    try (TestL1 l1 = new TestL1(3_600, 3_600)) {
      for (Step step : Step.values()) {
        Life life = begin(l1, step.name(), "2");
        try {
          // a few at a time, so that there is a second block, whatever the first one took
          for (int i = 0; i < 30 && life.process().isAlive(); i++) {
            use(life, 4);
            life.process().waitFor(2, TimeUnit.SECONDS);
          }
          assertThat(life.process().waitFor(20, TimeUnit.SECONDS)).as("%s", step).isTrue();
          assertThat(life.process().exitValue()).as("%s", step).isEqualTo(137);
        } finally {
          kill(life);
        }
        l1.mine(1);
      }
      assertThat(accepted).isNotEmpty();
      finish(l1);
    }
  }

  @Test
  void nothingIsLostAtRandomMoments() {
    ForAll.cases(1, random -> lives(random));
  }

  private void lives(RandomGenerator random) {
    try (TestL1 l1 = new TestL1(3_600, 3_600)) {
      for (int i = 0; i < 6; i++) {
        Life life = begin(l1);
        int millis = random.nextInt(3_000);
        Thread killer =
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    Await.until(
                        "the process",
                        () -> Files.exists(life.ready()) || !life.process().isAlive());
                    Thread.sleep(millis);
                    kill(life);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
        try {
          use(life, 400);
          killer.join();
        } finally {
          kill(life);
        }
        l1.mine(random.nextInt(3));
      }
      assertThat(accepted).isNotEmpty();
      finish(l1);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
