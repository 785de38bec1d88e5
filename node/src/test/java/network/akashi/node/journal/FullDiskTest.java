package network.akashi.node.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import network.akashi.chain.store.StoreLocation;
import network.akashi.node.http.ArtifactStore;
import network.akashi.node.prover.Job;
import network.akashi.node.prover.Stage;
import network.akashi.node.work.WorkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes that the operating system refuses, in a process whose files may not grow beyond a limit:
 * what was acknowledged before is there, and there is no half of anything.
 */
class FullDiskTest {
  /** The database's own library, which is unpacked first, must fit. */
  private static final int LIMIT_KIB = 4096;

  private static final int AT_ONCE = 100;
  private static final int FULL = 3;

  @TempDir private Path folder;

  private static Journal journal(Path folder) {
    return Journal.open(StoreLocation.file(folder.resolve("journal.db")), InstantSource.system());
  }

  /** Writes until it cannot, says what was kept, and then goes on reading. */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    ArtifactStore artifacts = new ArtifactStore(folder.resolve("artifacts"));
    artifacts.put(new byte[] {1, 2, 3});
    try {
      artifacts.put(new byte[2 * LIMIT_KIB * 1024]);
    } catch (UncheckedIOException e) {
      System.out.println("refused");
    }
    try (Journal journal = journal(folder)) {
      for (int i = 1; ; i++) {
        try {
          journal.save(jobs(i));
        } catch (WorkException e) {
          System.out.println(e.error().code());
          System.out.println("reads " + journal.job(JournalConformance.id(AT_ONCE)).isPresent());
          System.exit(FULL);
        }
        System.out.println("kept " + i);
      }
    }
  }

  private static List<Job> jobs(int round) {
    return IntStream.range(0, AT_ONCE)
        .mapToObj(i -> JournalConformance.job(round * AT_ONCE + i, Stage.PROVING))
        .toList();
  }

  @Test
  void whatWasKeptIsThereAndNothingByHalves() throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -f \"$1\"; shift; exec \"$@\"",
                "bash",
                Integer.toString(LIMIT_KIB),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                FullDiskTest.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    List<String> said = Files.readAllLines(log);
    assertThat(process.exitValue()).as("%s", said).isEqualTo(FULL);
    assertThat(said).contains("refused", "AK-050", "reads true");
    long kept = said.stream().filter(line -> line.startsWith("kept ")).count();
    assertThat(kept).isPositive();
    try (Journal journal = journal(folder)) {
      for (int round = 1; round <= kept; round++) {
        for (Job job : jobs(round)) {
          assertThat(journal.job(job.requestId())).contains(job);
        }
      }
      journal.save(List.of(JournalConformance.job(1, Stage.PAID)));
      assertThat(journal.job(JournalConformance.id(1)))
          .contains(JournalConformance.job(1, Stage.PAID));
    }
    try (Stream<Path> files = Files.list(folder.resolve("artifacts"))) {
      assertThat(files).hasSize(1);
    }
  }
}
