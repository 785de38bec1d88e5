package network.akashi.node.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignalTest {
  private final Signal signal = new Signal();

  @Test
  void newsThatCameBeforeWaitingIsNotMissed() throws InterruptedException {
    long seen = signal.count();
    signal.raise();
    assertThat(signal.await(seen, Duration.ofMinutes(5))).isTrue();
  }

  @Test
  void newsWakesWhoWaits() throws InterruptedException {
    long seen = signal.count();
    Thread.ofVirtual().start(signal::raise);
    assertThat(signal.await(seen, Duration.ofMinutes(5))).isTrue();
  }

  @Test
  void withoutNewsPatienceEnds() throws InterruptedException {
    assertThat(signal.await(signal.count(), Duration.ofMillis(1))).isFalse();
  }
}
