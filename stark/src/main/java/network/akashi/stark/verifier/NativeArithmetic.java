package network.akashi.stark.verifier;

import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;

/**
 * The verifier's arithmetic on numbers: base-field elements in Montgomery form, and {@link Ext5}.
 */
class NativeArithmetic implements Arithmetic<Integer, Ext5> {
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

  @Override
  public Integer base(int montgomery) {
    return montgomery;
  }

  @Override
  public Integer mulBase(Integer a, Integer b) {
    return KoalaBear.mul(a, b);
  }

  @Override
  public Ext5 lift(Integer a) {
    return Ext5.of(a);
  }

  @Override
  public Ext5 scale(Ext5 a, Integer b) {
    return a.scale(b);
  }

  @Override
  public Ext5 compose(List<Integer> coefficients) {
    return new Ext5(
        coefficients.get(0),
        coefficients.get(1),
        coefficients.get(2),
        coefficients.get(3),
        coefficients.get(4));
  }

  @Override
  public void requireEqual(Ext5 a, Ext5 b, Rejection otherwise) {
    if (!a.equals(b)) {
      throw new RejectedException(otherwise);
    }
  }

  @Override
  public void requireNonZero(Ext5 a, Rejection otherwise) {
    if (a.isZero()) {
      throw new RejectedException(otherwise);
    }
  }
}
