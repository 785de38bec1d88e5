package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5;

/** The powers μ, μ², μ³, … of a challenge, one after the other. */
final class Powers {
  private final Ext5 base;
  private Ext5 current = Ext5.ONE;

  Powers(Ext5 base) {
    this.base = base;
  }

  Ext5 next() {
    current = current.mul(base);
    return current;
  }

  List<Ext5> next(int count) {
    List<Ext5> powers = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      powers.add(next());
    }
    return powers;
  }
}
