package network.akashi.math;

import java.util.List;
import java.util.SplittableRandom;

class FieldSpeedTest extends KernelSpeed {
  /** Arrays of this length that lie one behind the other do not fall on the same cache sets. */
  private static final int COUNT = 1360;

  /** For kernels that cost less than a call per element, or have a fixed cost. */
  private static final int LONG_COUNT = 4 * COUNT;

  private final int[] a = Elements.random(new SplittableRandom(1), LONG_COUNT);
  private final int[] b = Elements.random(new SplittableRandom(2), COUNT);
  private final int[] out = new int[LONG_COUNT];

  @Override
  List<Case> kernels() {
    return List.of(
        new Case("add", provider -> provider.field().add(a, 0, b, 0, out, 0, COUNT)),
        new Case("sub", provider -> provider.field().sub(a, 0, b, 0, out, 0, COUNT)),
        new Case("neg", provider -> provider.field().neg(a, 0, out, 0, COUNT)),
        new Case("mul", provider -> provider.field().mul(a, 0, b, 0, out, 0, COUNT)),
        new Case("scale", provider -> provider.field().scale(a, 0, b[0], out, 0, COUNT)),
        new Case(
            "add scaled", provider -> provider.field().addScaled(a, 0, b, 0, b[0], out, 0, COUNT)),
        new Case("sum", provider -> out[0] = provider.field().sum(a, 0, COUNT)),
        new Case("dot", provider -> out[0] = provider.field().dot(a, 0, b, 0, COUNT)),
        new Case("powers", provider -> provider.field().powers(a[0], b[0], out, 0, COUNT)),
        new Case("invert", provider -> provider.field().invert(a, 0, out, 0, LONG_COUNT)),
        // One comparison per element: the scalar loop does two and a half in a cycle.
        new Case(
            "require canonical",
            2.0,
            provider -> provider.field().requireCanonical("a", a, 0, LONG_COUNT)));
  }
}
