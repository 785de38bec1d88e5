package network.akashi.node.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  private static Duration after(long nanosPerBlock) {
    Pace pace = new Pace();
    for (int block = 0; block < 60; block++) {
      pace.saw(block, block * nanosPerBlock);
      pace.saw(block, block * nanosPerBlock + 1); // seen again: changes nothing
    }
    return pace.period();
  }

  @Test
  void looksSomeFiveTimesInABlock() {
    assertThat(after(SECOND / 2)).isBetween(Duration.ofMillis(99), Duration.ofMillis(101));
  }

  @Test
  void isNeitherFranticNorSlow() {
    assertThat(after(SECOND / 100)).isEqualTo(Duration.ofMillis(40));
    assertThat(after(12 * SECOND)).isEqualTo(Duration.ofMillis(200));
  }
}
