package network.akashi.bench;

import java.util.Optional;
import network.akashi.math.MathProvider;

/** One kernel of the table. */
sealed interface Kernel permits CoreKernel, MatrixKernel {
  /** Short name without spaces. */
  String id();

  /** What runs, and on how much. */
  String title();

  /** What times are divided by. */
  String item();

  /** Items in the job that the goal speaks of. */
  double itemsPerCall();

  Optional<Goal> goal();

  /** Times this kernel with the given set of kernels. */
  Figures measure(MathProvider provider, Stopwatch watch);
}
