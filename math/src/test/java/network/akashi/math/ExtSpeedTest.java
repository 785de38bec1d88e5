package network.akashi.math;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

class ExtSpeedTest extends KernelSpeed {
  private static final int COUNT = 512;

  /** For the batch inversion, which inverts one row alone. */
  private static final int LONG_COUNT = 4096;

  private static final int VARIABLES = 9;
  private static final int COLUMNS = 32;

  private final SplittableRandom random = new SplittableRandom(3);
  private final Ext5Array a = elements(COUNT);
  private final Ext5Array b = elements(COUNT);
  private final Ext5Array out = elements(COUNT);
  private final Ext5Array longA = elements(LONG_COUNT);
  private final Ext5Array longOut = elements(LONG_COUNT);
  private final int[] base = Elements.random(random, COLUMNS * COUNT);
  private final Ext5 r = a.get(7);
  private final List<Ext5> point = list(VARIABLES);
  private final List<Ext5> coefficients = list(COLUMNS);

  private Ext5Array elements(int count) {
    Ext5Array elements = Ext5Array.allocate(count);
    for (int j = 0; j < Ext5.DEGREE; j++) {
      int[] plane = Elements.random(random, count);
      System.arraycopy(plane, 0, elements.planes(), elements.plane(j), count);
    }
    return elements;
  }

  private List<Ext5> list(int count) {
    List<Ext5> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(a.get(i));
    }
    return list;
  }

  @Override
  List<Case> kernels() {
    return List.of(
        new Case("ext add", provider -> provider.ext().add(a, b, out)),
        new Case("ext sub", provider -> provider.ext().sub(a, b, out)),
        new Case("ext neg", provider -> provider.ext().neg(a, out)),
        new Case("ext mul", provider -> provider.ext().mul(a, b, out)),
        new Case("ext mul base", provider -> provider.ext().mulBase(a, base, 0, out)),
        new Case("ext scale", provider -> provider.ext().scale(a, r, out)),
        new Case("ext add scaled", provider -> provider.ext().addScaled(a, b, r, out)),
        new Case("ext sum", provider -> out.set(0, provider.ext().sum(a))),
        new Case("ext dot", provider -> out.set(0, provider.ext().dot(a, b))),
        new Case("ext dot base", provider -> out.set(0, provider.ext().dotBase(a, base, 0))),
        new Case("ext powers", provider -> provider.ext().powers(r, r, out)),
        new Case("ext invert", provider -> provider.ext().invert(longA, longOut)),
        new Case("ext bind", provider -> provider.ext().bind(a, b, r, out)),
        new Case("ext bind base", provider -> provider.ext().bindBase(base, 0, base, 9, r, out)),
        new Case("ext eq table", provider -> provider.ext().eqTable(point, r, out)),
        new Case(
            "ext combination",
            provider -> provider.ext().addCombination(base, 0, COUNT, coefficients, out)));
  }
}
