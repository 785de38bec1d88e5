package network.akashi.bench;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import network.akashi.math.MathProvider;

/**
 * A kernel whose operands fit the first-level cache and which knows nothing of threads: on two
 * threads two copies run side by side.
 *
 * @param works makes work with operands of its own
 */
record CoreKernel(
    String id,
    String title,
    String item,
    double itemsPerCall,
    Optional<Goal> goal,
    Function<MathProvider, Work> works)
    implements Kernel {

  @Override
  public Figures measure(MathProvider provider, Stopwatch watch) {
    Work work = works.apply(provider);
    double warmUpSeconds = watch.warmUp(work).seconds();
    Stopwatch.OneThread one = watch.oneThread(work, itemsPerCall);
    OptionalDouble two =
        watch.twoThreads(() -> works.apply(provider), itemsPerCall, one.callsPerSample());
    return new Figures(one.nanosPerItem(), two, warmUpSeconds);
  }
}
