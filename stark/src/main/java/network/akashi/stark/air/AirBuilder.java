package network.akashi.stark.air;

import java.util.List;

/**
 * What an {@link Air} sees while it states its constraints: the current row, the next row, the
 * public values, and places to put constraints and bus traffic.
 *
 * <p>The next row of the last row is the first row: a constraint that should not hold there is
 * multiplied by {@link #isTransition}.
 */
public interface AirBuilder<E> extends FieldOps<E> {
  /** Committed column {@code column} of the current row. */
  E main(int column);

  /** Committed column {@code column} of the next row. */
  E next(int column);

  /** Preprocessed column {@code column} of the current row. */
  E preprocessed(int column);

  /** Structured column {@code column} of the current row. */
  E structured(int column);

  /** Public value {@code index} of the statement. */
  E publicValue(int index);

  /** 1 in the first row, else 0. */
  E isFirstRow();

  /** 1 in the last row, else 0. */
  E isLastRow();

  /** 0 in the last row, else 1. */
  default E isTransition() {
    return sub(constant(1), isLastRow());
  }

  /** Every row must make {@code expression} zero; {@code name} is what a failure is called. */
  void assertZero(String name, E expression);

  default void assertEqual(String name, E left, E right) {
    assertZero(name, sub(left, right));
  }

  default void assertBoolean(String name, E value) {
    assertZero(name, mul(value, sub(value, constant(1))));
  }

  /** Puts {@code tuple} on {@code bus}, {@code multiplicity} times. */
  void send(Bus bus, E multiplicity, List<E> tuple);

  /** Takes {@code tuple} off {@code bus}, {@code multiplicity} times. */
  void receive(Bus bus, E multiplicity, List<E> tuple);

  /**
   * Claims that {@code expression} means the same over the integers as in the field: in rows where
   * {@code gate} is not zero, its value computed from the cells' canonical integers lies strictly
   * between −p and p, so that it vanishes modulo p only if it vanishes.
   *
   * <p>Proves nothing and costs nothing: the audit's interval analysis checks it.
   */
  default void assertNoWrap(String name, E gate, E expression) {}

  /**
   * Tells the audit that {@code cell} (a main column) lies in {@code [low, high]} for a {@code
   * reason} that no single constraint or lookup shows. Reports list each assumption.
   */
  default void assumeRange(String reason, E cell, long low, long high) {}
}
