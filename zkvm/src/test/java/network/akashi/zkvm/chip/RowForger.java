package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import network.akashi.math.KoalaBear;

/**
 * Looks for rows that a single check rejects: a cell that it looks at is changed, and what else is
 * violated then is mended by changing other cells, one for each, as deep as it takes.
 */
final class RowForger {
  private static final long P = KoalaBear.P;
  private static final long LIMB = 1 << 16;
  private static final int DEPTH = 6;

  private final RowJudge judge;
  private final RandomGenerator random;
  private final int most;
  private int left;

  /**
   * @param most rows that are judged at most in search of one
   */
  RowForger(RowJudge judge, RandomGenerator random, int most) {
    this.judge = judge;
    this.random = random;
    this.most = most;
  }

  /** A row that violates {@code check} and nothing else. */
  Optional<RowWindow> forge(int check, RowWindow honest) {
    for (int depth = 1; depth <= DEPTH; depth++) {
      left = most;
      for (int cell : judge.cells(check)) {
        for (long value : candidates(honest.cells()[cell])) {
          Optional<RowWindow> found =
              mend(check, honest.with(cell, value), new TreeSet<>(Set.of(cell)), depth);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<RowWindow> mend(int check, RowWindow row, Set<Integer> held, int depth) {
    if (left-- <= 0) {
      return Optional.empty();
    }
    List<Integer> violated = judge.violated(row);
    if (!violated.contains(check)) {
      return Optional.empty();
    }
    if (violated.size() == 1) {
      return Optional.of(row);
    }
    if (depth == 0 || violated.size() > depth + 3) {
      return Optional.empty();
    }
    int other = violated.getFirst() == check ? violated.get(1) : violated.getFirst();
    for (int cell : judge.cells(other)) {
      if (held.add(cell)) {
        for (long value : remedies(other, row, cell)) {
          Optional<RowWindow> found = mend(check, row.with(cell, value), held, depth - 1);
          if (found.isPresent()) {
            return found;
          }
        }
        held.remove(cell);
      }
    }
    return Optional.empty();
  }

  /** Values of a cell that may satisfy a check. */
  private List<Long> remedies(int check, RowWindow row, int cell) {
    List<Long> remedies = new ArrayList<>();
    List<Integer> expressions = judge.expressions(check);
    for (int expression : expressions) {
      long[] wanted =
          expressions.size() == 1
              ? new long[] {0}
              : new long[] {0, 1, random.nextInt(8), random.nextInt(256)};
      for (long value : wanted) {
        remedies.addAll(solve(expression, row, cell, value));
      }
    }
    remedies.add(0L);
    remedies.add(1L);
    remedies.removeIf(value -> value == row.cells()[cell]);
    return remedies.stream().distinct().toList();
  }

  /** Where an expression has a value, as a polynomial of degree 2 at most in a cell. */
  private List<Long> solve(int expression, RowWindow row, int cell, long value) {
    long c = Math.floorMod(judge.value(row.with(cell, 0), expression) - value, P);
    long atOne = Math.floorMod(judge.value(row.with(cell, 1), expression) - value, P);
    long atTwo = Math.floorMod(judge.value(row.with(cell, 2), expression) - value, P);
    long half = inverse(2);
    long a = times(Math.floorMod(atTwo - 2 * atOne + c, P), half);
    long b = Math.floorMod(atOne - c - a, P);
    if (a == 0) {
      return b == 0 ? List.of() : List.of(times(P - c, inverse(b)));
    }
    long middle = times(P - b, times(half, inverse(a)));
    long square = Math.floorMod(times(middle, middle) - times(c, inverse(a)), P);
    List<Long> roots = new ArrayList<>();
    for (long root : SquareRoots.of(square)) {
      roots.add((middle + root) % P);
    }
    return roots;
  }

  /** Small steps, limbs, and what carries scale up to small steps. */
  private List<Long> candidates(long honest) {
    Set<Long> values = new TreeSet<>();
    for (long step :
        new long[] {
          1,
          8,
          1 << 8,
          1 << 13,
          1 << 14,
          1 << 16,
          inverse(4),
          inverse(8),
          inverse(1 << 8),
          inverse(1 << 16)
        }) {
      values.add(Math.floorMod(honest + step, P));
      values.add(Math.floorMod(honest - step, P));
    }
    for (long value : new long[] {0, 1, 2, P - 1, 7, 255, 256, LIMB - 1, LIMB, P - honest}) {
      values.add(value % P);
    }
    values.add((long) random.nextInt(1 << 16));
    values.add((long) random.nextInt(KoalaBear.P));
    values.remove(honest);
    return List.copyOf(values);
  }

  private static long times(long a, long b) {
    return a * b % P;
  }

  private static long inverse(long a) {
    return KoalaBear.toInt(KoalaBear.inverse(KoalaBear.fromLong(a)));
  }
}
