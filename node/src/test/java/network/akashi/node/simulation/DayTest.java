package network.akashi.node.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import network.akashi.chain.store.StoreLocation;
import network.akashi.market.Bytes32;
import network.akashi.market.RequestStatus;
import network.akashi.node.daemon.Housekeeping;
import network.akashi.node.http.ArtifactStore;
import network.akashi.node.journal.Journal;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hours of market time with journals and stores of proofs on disk, in virtual time: whatever is
 * kept after the second hour is what is kept after the last. {@code -Dakashi.node.hours=4} for a
 * shorter day.
 */
class DayTest {
  private static final int HOURS = Math.max(4, Integer.getInteger("akashi.node.hours", 24));
  private static final int SETTLED_HOUR = 2;
  private static final int HOUR = 3_600;
  private static final int SECONDS_PER_REQUEST = 60;
  private static final Duration KEEP = Duration.ofHours(1);
  private static final int PROVERS = 4;

  /** What is kept. */
  private record Kept(
      long heapBytes,
      int jobs,
      int rows,
      long journalBytes,
      long proofs,
      long threads,
      long files) {}

  @TempDir private Path folder;
  private final List<Journal> journals = new ArrayList<>();

  @Test
  void nothingGrowsFromHourToHour() {
    ForAll.cases(
        1,
        random -> {
          SimNetwork network = new SimNetwork(random, PROVERS, 4, 0.05);
          InstantSource clock = () -> Instant.ofEpochSecond(network.chain.seconds());
          List<Housekeeping> keepers = new ArrayList<>();
          for (SimNetwork.SimProver each : network.provers) {
            Path own = create(folder.resolve("prover" + each.number));
            Journal journal = Journal.open(StoreLocation.file(own.resolve("journal.db")), clock);
            journals.add(journal);
            ArtifactStore store = new ArtifactStore(own.resolve("proofs"), clock);
            each.useDisk(journal, store);
            keepers.add(new Housekeeping(journal, store, clock, KEEP));
          }
          Set<Bytes32> open = new HashSet<>();
          Kept early = new Kept(0, 0, 0, 0, 0, 0, 0);
          for (int second = 0; second < HOURS * HOUR; second++) {
            if (second % SECONDS_PER_REQUEST == 0) {
              open.add(network.chain.open(second));
            }
            network.second();
            keepers.forEach(Housekeeping::tick);
            if (second % 300 == 299) {
              open.removeIf(id -> network.chain.status(id) == RequestStatus.FULFILLED);
              network.trim();
            }
            if (second == SETTLED_HOUR * HOUR - 1) {
              early = measure(network);
            }
          }
          Kept late = measure(network);
          System.getLogger("test")
              .log(
                  System.Logger.Level.INFO,
                  "after {0} h {1}, after {2} h {3}",
                  SETTLED_HOUR,
                  early,
                  HOURS,
                  late);
          assertThat(open).as("requests of the last minutes").hasSizeLessThan(10);
          assertThat(network.trouble).isEmpty();
          assertThat(network.chain.isBalanced()).isTrue();
          compare(early, late);
          journals.forEach(Journal::close);
        });
  }

  private static void compare(Kept early, Kept late) {
    int requests = (HOURS - SETTLED_HOUR) * HOUR / SECONDS_PER_REQUEST;
    assertThat(late.jobs()).isLessThanOrEqualTo(early.jobs() + 20);
    assertThat(late.rows()).isLessThanOrEqualTo(early.rows() + 60);
    assertThat(late.proofs()).isLessThanOrEqualTo(early.proofs() + 60);
    assertThat(late.journalBytes()).isLessThanOrEqualTo(2 * early.journalBytes() + (1 << 20));
    assertThat(late.threads()).isLessThanOrEqualTo(early.threads() + 5);
    assertThat(late.files()).isLessThanOrEqualTo(early.files() + 20);
    // The chain itself, which is in this process too, remembers a request for ever.
    assertThat(late.heapBytes() - early.heapBytes()).isLessThan((4L << 20) + 6_000L * requests);
  }

  private Kept measure(SimNetwork network) {
    return new Kept(
        heapInUse(),
        network.provers.stream().mapToInt(SimNetwork.SimProver::remembered).sum(),
        journals.stream().mapToInt(each -> each.load().size()).sum(),
        files(".db").stream().mapToLong(DayTest::size).sum(),
        files("proofs/").size(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        openFiles());
  }

  private static long heapInUse() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least;
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  private List<Path> files(String part) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(each -> each.toString().contains(part))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path create(Path path) {
    try {
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
