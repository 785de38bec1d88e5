package network.akashi.node.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class WarmUpTest {
  private static final Path GUEST =
      Path.of(System.getProperty("akashi.root", "..")).resolve("guests/elf/fibonacci.elf");

  @Test
  void endsByItselfAndIsNoWork() throws IOException {
    Programs programs = new Programs();
    programs.add(Files.readAllBytes(GUEST));
    try (LocalRuns runs = new LocalRuns(programs, 1);
        WarmUp warmUp = new WarmUp(runs, programs)) {
      assertThat(warmUp.isOver()).as("what was not asked for is over").isTrue();
      warmUp.start();
      assertThat(warmUp.isOver()).isFalse();
      while (!warmUp.isOver()) {
        LockSupport.parkNanos(10_000_000);
      }
      assertThat(runs.hasWorked()).isFalse();
    }
  }
}
