package network.akashi.math;

import java.util.List;
import java.util.SplittableRandom;

class NttSpeedTest extends KernelSpeed {
  private static final int LENGTH = 512;

  private final int[] rows = Elements.random(new SplittableRandom(1), 4 * LENGTH);
  private final int[] twiddles = Elements.random(new SplittableRandom(2), 4);

  @Override
  List<Case> kernels() {
    return List.of(
        new Case(
            "forward butterflies, radix 2",
            provider ->
                provider
                    .ntt()
                    .forward2(rows, 0, LENGTH, rows, 0, LENGTH, 1, LENGTH, 2, twiddles, 1)),
        new Case(
            "forward butterflies, radix 4",
            provider ->
                provider
                    .ntt()
                    .forward4(rows, 0, LENGTH, rows, 0, LENGTH, 1, LENGTH, 1, twiddles, 1)),
        new Case(
            "inverse butterflies, radix 2",
            provider ->
                provider
                    .ntt()
                    .inverse2(rows, 0, LENGTH, rows, 0, LENGTH, 1, LENGTH, 2, twiddles, 1)),
        new Case(
            "inverse butterflies, radix 4",
            provider ->
                provider
                    .ntt()
                    .inverse4(rows, 0, LENGTH, rows, 0, LENGTH, 1, LENGTH, 1, twiddles, 1)));
  }
}
