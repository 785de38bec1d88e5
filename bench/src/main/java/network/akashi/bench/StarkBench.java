package network.akashi.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import network.akashi.math.KoalaBear;
import network.akashi.math.Parallel;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.examples.BenchMachine;
import network.akashi.stark.prover.Phase;
import network.akashi.stark.prover.ProgressListener;
import network.akashi.stark.prover.Prover;
import network.akashi.stark.prover.ProvingKey;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.stark.verifier.Verification;
import network.akashi.stark.verifier.Verifier;

/**
 * Measures whole proofs of {@link BenchMachine}: about 0.6 bus fractions per cell, most of them
 * range lookups. Proofs are made again and again by one warm prover; each is verified.
 */
public final class StarkBench {
  private static final int WARM_UP = 4;
  private static final int MEASURED = 5;
  private static final int VERIFICATIONS = 15;

  private StarkBench() {}

  /**
   * Proves and verifies a trace that fills most of {@code 2^logCells} cells.
   *
   * @param security parameters to prove with
   * @param logCells 18 to 26
   * @param threads that prove
   * @param progress told what is being measured
   * @throws IllegalStateException if a proof is not accepted
   */
  public static StarkReport run(
      SecurityParameters security, int logCells, int threads, Consumer<String> progress) {
    Machine machine = Machine.current();
    progress.accept("filling a trace of 2^%d cells".formatted(logCells));
    TraceSet trace = BenchMachine.trace(rows(logCells), 1);
    ProvingKey key = ProvingKey.of(BenchMachine.machine(), security, List.of());
    List<Integer> publicValues =
        Arrays.stream(trace.publicValues()).map(KoalaBear::toInt).boxed().toList();
    List<StarkReport.Run> runs = new ArrayList<>();
    byte[] proof = new byte[0];
    long peak;
    try (Parallel parallel = Parallel.ofThreads(threads);
        Prover prover = new Prover(key, parallel)) {
      for (int i = 0; i < WARM_UP + MEASURED; i++) {
        progress.accept("proof %d of %d".formatted(i + 1, WARM_UP + MEASURED));
        PhaseTimes times = new PhaseTimes();
        long cpu = ProcessTime.nanos();
        long wall = System.nanoTime();
        proof = prover.prove(trace, times);
        wall = System.nanoTime() - wall;
        if (i >= WARM_UP) {
          runs.add(new StarkReport.Run(wall, ProcessTime.nanos() - cpu, times.nanos));
        }
      }
      peak = prover.peakBytes();
    }
    progress.accept("verifying");
    Verifier verifier = new Verifier(key.verifyingKey(), security.targetBits());
    long[] verifications = new long[VERIFICATIONS];
    for (int i = 0; i < VERIFICATIONS; i++) {
      long began = System.nanoTime();
      Verification answer = verifier.verify(publicValues, proof);
      verifications[i] = System.nanoTime() - began;
      if (!answer.isAccepted()) {
        throw new IllegalStateException("the proof was not accepted: " + answer);
      }
    }
    Arrays.sort(verifications);
    return new StarkReport(
        machine,
        security,
        threads,
        cells(trace),
        runs,
        proof.length,
        verifications[VERIFICATIONS / 2],
        peak,
        ProcessMemory.peakBytes());
  }

  /** As many rows of the wide chip as leave a little room for the other tables. */
  private static int rows(int logCells) {
    if (logCells < 18 || logCells > 26) {
      throw new IllegalArgumentException("logCells: must be 18 to 26, is " + logCells);
    }
    long room = (1L << logCells) - (1L << 17);
    int rows = (int) (room / BenchMachine.WIDTH);
    int slab = Integer.highestOneBit(rows) / 4;
    return rows / slab * slab;
  }

  private static long cells(TraceSet trace) {
    return trace.tables().stream().mapToLong(t -> (long) t.height() * t.width()).sum();
  }

  /** Times of the phases of one proof. */
  private static final class PhaseTimes implements ProgressListener {
    private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);

    @Override
    public void began(Phase phase) {}

    @Override
    public void ended(Phase phase, long nanosTaken) {
      nanos.put(phase, nanosTaken);
    }
  }
}
