package network.akashi.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import network.akashi.math.MathProvider;

/** Measures all kernels of this JVM, with vectors and without. */
public final class KernelBench {
  private static final long MILLIS = 1_000_000;
  private static final long WARM_UP = 1200 * MILLIS;
  private static final long SCALAR_WARM_UP = 300 * MILLIS;
  private static final long SAMPLE = 20 * MILLIS;

  /** Heap that the matrix jobs need: the matrix, its extension and a tree. */
  public static final long HEAP_BYTES = 1400L << 20;

  private KernelBench() {}

  /** Names of the kernels, in the order of the table. */
  public static List<String> ids() {
    return Kernels.all().stream().map(Kernel::id).toList();
  }

  /**
   * Measures the kernels whose names are in {@code ids}; takes several seconds each.
   *
   * @param progress told what is being measured
   */
  public static KernelReport run(List<String> ids, Consumer<String> progress) {
    Machine machine = Machine.current(); // first: its load is that of others
    MathProvider scalar = MathProvider.scalar();
    MathProvider fast = MathProvider.get();
    Stopwatch watch = new Stopwatch(WARM_UP, SAMPLE);
    Stopwatch scalarWatch = new Stopwatch(SCALAR_WARM_UP, SAMPLE);
    List<KernelRow> rows = new ArrayList<>();
    for (Kernel kernel : Kernels.all()) {
      if (!ids.contains(kernel.id())) {
        continue;
      }
      Optional<Figures> vector = Optional.empty();
      if (!fast.equals(scalar)) {
        progress.accept(kernel.title() + ": " + fast.name());
        vector = Optional.of(kernel.measure(fast, watch));
      }
      progress.accept(kernel.title() + ": " + scalar.name());
      Figures reference = kernel.measure(scalar, scalarWatch);
      rows.add(
          new KernelRow(
              kernel.id(),
              kernel.title(),
              kernel.item(),
              kernel.itemsPerCall(),
              vector,
              reference,
              kernel.goal()));
    }
    double share = Math.min(watch.shareOfCore(), scalarWatch.shareOfCore());
    return new KernelReport(machine, fast.name(), share, rows);
  }
}
