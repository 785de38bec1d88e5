package network.akashi.node.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import network.akashi.node.http.Bouncer.Verdict;
import org.junit.jupiter.api.Test;

class BouncerTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH.plusSeconds(9));
  private final Bouncer bouncer = new Bouncer(now::get, 2, 4, Duration.ofMinutes(1));

  private void pass(long millis) {
    now.updateAndGet(before -> before.plusMillis(millis));
  }

  @Test
  void eachSenderHasABurstAndThenARate() {
    for (int i = 0; i < 4; i++) {
      assertThat(bouncer.admit("a")).isEqualTo(Verdict.WELCOME);
    }
    assertThat(bouncer.admit("a")).isEqualTo(Verdict.TOO_MANY);
    assertThat(bouncer.admit("b")).isEqualTo(Verdict.WELCOME);
    pass(500);
    assertThat(bouncer.admit("a")).isEqualTo(Verdict.WELCOME);
    assertThat(bouncer.admit("a")).isEqualTo(Verdict.TOO_MANY);
  }

  @Test
  void rubbishIsPunishedTheThirdTimeAndForgivenLater() {
    bouncer.strike("a");
    bouncer.strike("a");
    assertThat(bouncer.isBanned("a")).isFalse();
    bouncer.strike("a");
    assertThat(bouncer.admit("a")).isEqualTo(Verdict.BANNED);
    assertThat(bouncer.banned()).isEqualTo(1);
    pass(60_000);
    assertThat(bouncer.admit("a")).isEqualTo(Verdict.WELCOME);
  }
}
