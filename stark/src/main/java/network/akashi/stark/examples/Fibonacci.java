package network.akashi.stark.examples;

import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.TableBuilder;
import network.akashi.stark.air.TraceSet;

/**
 * The smallest machine: {@code F_0 = first}, {@code F_1 = second}, {@code F_(i+2) = F_i + F_(i+1)}
 * modulo p, and the statement is (first, second, n, F_n).
 */
public final class Fibonacci {
  private static final int PUBLIC_VALUES = 4;

  private Fibonacci() {}

  public static Machine machine() {
    return new Machine("fibonacci", List.of(new FibonacciAir()), PUBLIC_VALUES);
  }

  /**
   * The trace of {@code steps} steps: {@code steps + 1} rows.
   *
   * @param first the integer {@code F_0}, reduced mod p
   * @param second the integer {@code F_1}, reduced mod p
   */
  public static TraceSet trace(long first, long second, int steps) {
    if (steps < 0) {
      throw new IllegalArgumentException("steps: must not be negative, is " + steps);
    }
    TableBuilder table = new TableBuilder(0, steps + 1, new FibonacciAir().layout().main().size());
    int current = KoalaBear.fromLong(first);
    int following = KoalaBear.fromLong(second);
    int result = current;
    for (int row = 0; row <= steps; row++) {
      table.set(row, FibonacciAir.ACTIVE, 1);
      table.set(row, FibonacciAir.INDEX, row);
      table.setElement(row, FibonacciAir.CURRENT, current);
      table.setElement(row, FibonacciAir.FOLLOWING, following);
      result = current;
      int sum = KoalaBear.add(current, following);
      current = following;
      following = sum;
    }
    int[] publicValues = new int[PUBLIC_VALUES];
    publicValues[FibonacciAir.PUBLIC_FIRST] = KoalaBear.fromLong(first);
    publicValues[FibonacciAir.PUBLIC_SECOND] = KoalaBear.fromLong(second);
    publicValues[FibonacciAir.PUBLIC_STEPS] = KoalaBear.fromInt(steps);
    publicValues[FibonacciAir.PUBLIC_RESULT] = result;
    return new TraceSet(List.of(table.build()), publicValues);
  }
}
