package network.akashi.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import network.akashi.zkvm.exec.Execution;
import network.akashi.zkvm.exec.Executor;
import network.akashi.zkvm.exec.Trace;
import network.akashi.zkvm.program.Program;

/**
 * How fast guests run without being proven: translated, the first time and when warm; interpreted;
 * and with their trace recorded. Figures are CPU times of the running thread; of warm runs the
 * median.
 */
public final class ExecutorBench {
  private static final int RUNS = 5;

  /** A trace takes 45 bytes a cycle, so recorded runs are cut off here. */
  private static final long RECORDED_CYCLES = 1 << 21;

  private static final long INTERPRETED_CYCLES = 20_000_000;

  private static final int SIGNATURES = 200;

  private record Load(String guest, byte[] input) {}

  private static final List<Load> LOADS =
      List.of(
          new Load("fibonacci", words(20_000_000)),
          new Load("sort", words(200_000, 1)),
          new Load("bigint", words(6_000)),
          new Load("sha256-chain", words(10_000)),
          new Load("keccak-chain", words(20_000)),
          new Load("secp256k1-recover", Secp256k1Input.known(SIGNATURES)));

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  private ExecutorBench() {}

  /**
   * Measures.
   *
   * @param guests the folder of guests that came with this program
   * @param progress told what is being measured
   * @throws UncheckedIOException if a guest is not there
   */
  public static List<ExecutorRow> run(Path guests, Consumer<String> progress) {
    ExecutorBench bench = new ExecutorBench();
    List<ExecutorRow> rows = new ArrayList<>();
    for (Load load : LOADS) {
      progress.accept(load.guest);
      rows.add(bench.row(load, program(guests.resolve(load.guest + ".elf"))));
    }
    return rows;
  }

  private ExecutorRow row(Load load, Program program) {
    byte[] input = load.input;
    Executor translator = Executor.translator();
    long start = threads.getCurrentThreadCpuTime();
    Execution run = translator.execute(program, input, Long.MAX_VALUE);
    double first = megahertz(run.cycles(), threads.getCurrentThreadCpuTime() - start);
    if (!run.outcome().isSuccess()) {
      throw new IllegalStateException(load.guest + ": " + run.outcome().message());
    }
    return new ExecutorRow(
        load.guest,
        run.cycles(),
        (double) run.cells() / run.cycles(),
        first,
        median(() -> translator.execute(program, input, Long.MAX_VALUE)),
        median(() -> Executor.interpreter().execute(program, input, INTERPRETED_CYCLES)),
        median(() -> Executor.record(program, input, RECORDED_CYCLES, new Trace(program.code()))));
  }

  private interface Run {
    Execution run();
  }

  private double median(Run work) {
    double[] samples = new double[RUNS];
    for (int i = -RUNS; i < RUNS; i++) {
      long start = threads.getCurrentThreadCpuTime();
      Execution run = work.run();
      double megahertz = megahertz(run.cycles(), threads.getCurrentThreadCpuTime() - start);
      if (i >= 0) {
        samples[i] = megahertz;
      }
    }
    return Stopwatch.median(samples);
  }

  private static double megahertz(long cycles, long nanos) {
    return cycles * 1e3 / Math.max(1, nanos);
  }

  private static Program program(Path path) {
    try {
      return Program.fromElf(Files.readAllBytes(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] words(long... words) {
    ByteBuffer input = ByteBuffer.allocate(Long.BYTES * words.length);
    input.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(words);
    return input.array();
  }
}
