package network.akashi.stark.audit;

import java.math.BigInteger;
import network.akashi.math.KoalaBear;

/** The integers from {@code low} to {@code high}, both included. */
public record Interval(BigInteger low, BigInteger high) {
  private static final BigInteger P = BigInteger.valueOf(KoalaBear.P);

  /** All that a cell can hold. */
  static final Interval FIELD = of(0, KoalaBear.P - 1L);

  static final Interval BIT = of(0, 1);

  public Interval {
    if (low.compareTo(high) > 0) {
      throw new IllegalArgumentException("low: %s is above high %s".formatted(low, high));
    }
  }

  static Interval of(long low, long high) {
    return new Interval(BigInteger.valueOf(low), BigInteger.valueOf(high));
  }

  /** The integer nearest to zero that the canonical {@code element} stands for. */
  static Interval ofConstant(int element) {
    long value = element > KoalaBear.P / 2 ? element - (long) KoalaBear.P : element;
    return of(value, value);
  }

  Interval plus(Interval other) {
    return new Interval(low.add(other.low), high.add(other.high));
  }

  Interval minus(Interval other) {
    return new Interval(low.subtract(other.high), high.subtract(other.low));
  }

  Interval times(Interval other) {
    BigInteger a = low.multiply(other.low);
    BigInteger b = low.multiply(other.high);
    BigInteger c = high.multiply(other.low);
    BigInteger d = high.multiply(other.high);
    return new Interval(a.min(b).min(c.min(d)), a.max(b).max(c.max(d)));
  }

  Interval union(Interval other) {
    return new Interval(low.min(other.low), high.max(other.high));
  }

  /** What both allow; {@code this} if they contradict each other. */
  Interval intersect(Interval other) {
    BigInteger newLow = low.max(other.low);
    BigInteger newHigh = high.min(other.high);
    return newLow.compareTo(newHigh) > 0 ? this : new Interval(newLow, newHigh);
  }

  boolean isWithin(Interval other) {
    return low.compareTo(other.low) >= 0 && high.compareTo(other.high) <= 0;
  }

  /** Whether all integers lie strictly between −p and p. */
  boolean fitsTheField() {
    return low.abs().max(high.abs()).compareTo(P) < 0;
  }

  @Override
  public String toString() {
    return "[%s, %s]".formatted(low, high);
  }
}
