package network.akashi.rollup.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.rollup.sequencer.Sequencer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many transfers a second are accepted (checked, on disk) and executed (in blocks on disk). The
 * figure that counts is printed by {@code akashi bench rollup}; here is a bar that a busy machine
 * reaches too.
 */
@Tag("speed")
class ThroughputTest {
  private static final int TRANSFERS = 2_000;
  private static final int SENDERS = 8;
  private static final int LEAST_PER_SECOND = 150;

  @TempDir private Path folder;

  @Test
  void acceptsAndExecutesManyTransfersASecond() throws InterruptedException {
    List<List<Bytes>> bySender = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      List<Bytes> all = new ArrayList<>();
      for (int i = 0; i < TRANSFERS / SENDERS; i++) {
        all.add(TestL1.transfer(sender, i, TestL1.somebody(i), BigInteger.ONE));
      }
      bySender.add(all);
    }
    try (TestL1 l1 = new TestL1(3_600, 3_600);
        SequencerService service =
            SequencerService.start(l1.config(folder), l1.ethereum(), TestL1.key(1))) {
      Sequencer sequencer = service.sequencer();
      Await.until("a start", () -> sequencer.status().inStep());
      long begin = System.nanoTime();
      List<Thread> threads = new ArrayList<>();
      for (List<Bytes> each : bySender) {
        threads.add(Thread.ofVirtual().start(() -> each.forEach(sequencer::submit)));
      }
      for (Thread each : threads) {
        each.join();
      }
      Await.until("all in blocks", () -> sequencer.mempool().size() == 0);
      sequencer.chain().store().flush();
      double seconds = (System.nanoTime() - begin) / 1e9;
      assertThat(TRANSFERS / seconds).as("transfers a second").isGreaterThan(LEAST_PER_SECOND);
    }
  }
}
