package network.akashi.math;

import java.util.List;
import java.util.SplittableRandom;

class FieldSpeedTest extends KernelSpeed {
  private static final int COUNT = 2048;

  private final int[] a = Elements.random(new SplittableRandom(1), COUNT);
  private final int[] b = Elements.random(new SplittableRandom(2), COUNT);
  private final int[] out = new int[COUNT];

  @Override
  List<Case> kernels() {
    return List.of(
        new Case("add", provider -> provider.field().add(a, 0, b, 0, out, 0, COUNT)),
        new Case("sub", provider -> provider.field().sub(a, 0, b, 0, out, 0, COUNT)),
        new Case("mul", provider -> provider.field().mul(a, 0, b, 0, out, 0, COUNT)));
  }
}
