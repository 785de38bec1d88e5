package network.akashi.stark.air;

import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;

/** The arithmetic of the quintic extension, one element at a time. */
public enum Ext5Ops implements FieldOps<Ext5> {
  INSTANCE;

  @Override
  public Ext5 constant(long value) {
    return Ext5.of(KoalaBear.fromLong(value));
  }

  @Override
  public Ext5 add(Ext5 a, Ext5 b) {
    return a.add(b);
  }

  @Override
  public Ext5 sub(Ext5 a, Ext5 b) {
    return a.sub(b);
  }

  @Override
  public Ext5 mul(Ext5 a, Ext5 b) {
    return a.mul(b);
  }
}
