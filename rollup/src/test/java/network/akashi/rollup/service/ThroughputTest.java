package network.akashi.rollup.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import network.akashi.chain.Bytes;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.rollup.sequencer.MempoolConfig;
import network.akashi.rollup.sequencer.Sequencer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many transfers a second are accepted (checked, on disk) and executed (in blocks on disk), by
 * RPC and without. Here is a bar that a busy machine reaches too; with {@code -Dakashi.transfers}
 * for more of them it is the measurement in {@code docs/rollup.md}, which the report shows.
 */
@Tag("speed")
class ThroughputTest {
  private static final int TRANSFERS = Integer.getInteger("akashi.transfers", 2_000);
  private static final int SENDERS = 8;
  private static final int LEAST_PER_SECOND = 150;

  @TempDir private Path folder;

  @Test
  void acceptsAndExecutesManyTransfersASecond(TestReporter report) {
    measure(
        report,
        "transfers a second, in process",
        service -> {
          Sequencer sequencer = service.sequencer();
          return all -> all.forEach(sequencer::submit);
        });
  }

  @Test
  void acceptsAndExecutesManyTransfersASecondByRpc(TestReporter report) {
    measure(
        report,
        "transfers a second, by RPC",
        service -> {
          Ethereum l2 = SequencerTest.l2(service);
          return all -> all.forEach(l2::sendRawTransaction);
        });
  }

  private void measure(
      TestReporter report, String what, Function<SequencerService, Consumer<List<Bytes>>> way) {
    List<List<Bytes>> bySender = transfers();
    try (TestL1 l1 = new TestL1(3_600, 3_600);
        SequencerService service =
            SequencerService.start(config(l1), l1.ethereum(), TestL1.key(1))) {
      Sequencer sequencer = service.sequencer();
      Await.until("a start", () -> sequencer.status().inStep());
      Consumer<List<Bytes>> sender = way.apply(service);
      long begin = System.nanoTime();
      List<Thread> threads = new ArrayList<>();
      for (List<Bytes> each : bySender) {
        threads.add(Thread.ofVirtual().start(() -> sender.accept(each)));
      }
      for (Thread each : threads) {
        each.join();
      }
      Await.until("all in blocks", () -> sequencer.mempool().size() == 0);
      sequencer.chain().store().flush();
      double perSecond = TRANSFERS / ((System.nanoTime() - begin) / 1e9);
      report.publishEntry(what, "%.0f".formatted(perSecond));
      assertThat(perSecond).as(what).isGreaterThan(LEAST_PER_SECOND);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private ServiceConfig config(TestL1 l1) {
    ServiceConfig usual = l1.config(folder);
    return new ServiceConfig(
        folder,
        usual.genesis(),
        usual.rollup(),
        usual.firstBlock(),
        usual.sequencer().withMempool(MempoolConfig.defaults().withMost(TRANSFERS, 10 * TRANSFERS)),
        usual.outbox(),
        usual.rpc(),
        usual.limits(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static List<List<Bytes>> transfers() {
    List<List<Bytes>> bySender = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      List<Bytes> all = new ArrayList<>();
      for (int i = 0; i < TRANSFERS / SENDERS; i++) {
        all.add(TestL1.transfer(sender, i, TestL1.somebody(i), BigInteger.ONE));
      }
      bySender.add(all);
    }
    return bySender;
  }
}
