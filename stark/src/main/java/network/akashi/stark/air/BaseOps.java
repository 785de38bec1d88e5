package network.akashi.stark.air;

import network.akashi.math.KoalaBear;

/** The arithmetic of the base field on boxed Montgomery-form elements; for checks, not for bulk. */
public enum BaseOps implements FieldOps<Integer> {
  INSTANCE;

  @Override
  public Integer constant(long value) {
    return KoalaBear.fromLong(value);
  }

  @Override
  public Integer add(Integer a, Integer b) {
    return KoalaBear.add(a, b);
  }

  @Override
  public Integer sub(Integer a, Integer b) {
    return KoalaBear.sub(a, b);
  }

  @Override
  public Integer mul(Integer a, Integer b) {
    return KoalaBear.mul(a, b);
  }
}
