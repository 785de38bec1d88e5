package network.akashi.node.daemon;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import network.akashi.market.Role;
import network.akashi.node.NodeError;
import network.akashi.node.interlock.Vitals;
import network.akashi.node.prover.Job;
import network.akashi.node.prover.Stage;
import network.akashi.node.view.ChainView;

/** Counts what the interlocks judge. */
final class Health {
  private final Path data;
  private final InstantSource clock;
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger misses = new AtomicInteger();

  Health(Path data, InstantSource clock) {
    this.data = data;
    this.clock = clock;
  }

  void heard(Job job) {
    if (job.stage() == Stage.PAID) {
      misses.set(0);
    }
    if (job.stage().hasProof()) {
      failures.set(0);
    }
    job.error()
        .ifPresent(error -> {
          boolean over = job.stage() == Stage.ENDED;
          switch (error) {
            case PROVER_FAILED, OUTPUT_MISMATCH -> {
              if (over || job.stage() == Stage.WATCHED) {
                failures.incrementAndGet();
              }
            }
            case DEADLINE_UNREACHABLE, EXPIRED -> {
              if (over && job.role() != Role.ANYONE) {
                misses.incrementAndGet();
              }
            }
            case BEATEN -> {
              if (over && job.role() == Role.PRIMARY) {
                misses.incrementAndGet();
              }
            }
            default -> {}
          }
        });
  }

  Vitals vitals(ChainView view, int rpcFailures, BigInteger balance, int foreign) {
    return new Vitals(
        failures.get(),
        misses.get(),
        data.toFile().getUsableSpace(),
        clock.instant().getEpochSecond() - view.timeSeconds(),
        rpcFailures,
        balance,
        foreign);
  }

  /** For messages: whether the error is one that an interlock closes for. */
  static boolean isInterlock(NodeError error) {
    return switch (error) {
      case CHAIN_UNREACHABLE,
          CHAIN_BEHIND,
          CLOCK_SKEWED,
          BALANCE_LOW,
          DISK_FULL,
          REPEATED_FAILURES,
          KEY_SHARED,
          DEADLINE_UNREACHABLE ->
          true;
      default -> false;
    };
  }
}
