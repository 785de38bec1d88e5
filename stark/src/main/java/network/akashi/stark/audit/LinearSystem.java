package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.akashi.math.KoalaBear;

/**
 * Linear equations over the field, brought into echelon form one by one. Rows are dense, but a new
 * row is only combined with the earlier ones whose pivot it holds, of which constraints have few.
 */
final class LinearSystem {
  private final int unknowns;

  /** By pivot column: a row of coefficients and right-hand side, with a one at the pivot. */
  private final int[][] byPivot;

  private final List<Integer> pivots = new ArrayList<>();
  private boolean consistent = true;

  LinearSystem(int unknowns) {
    this.unknowns = unknowns;
    byPivot = new int[unknowns][];
  }

  /** A row for {@link #add}: {@code unknowns} coefficients, then the right-hand side. */
  int[] newRow() {
    return new int[unknowns + 1];
  }

  /** Adds an equation, whose row now belongs to this system. */
  void add(int[] row) {
    for (int c = 0; c < unknowns; c++) {
      if (row[c] == 0) {
        continue;
      }
      int[] pivot = byPivot[c];
      if (pivot == null) {
        scale(row, c, KoalaBear.inverse(row[c]));
        byPivot[c] = row;
        pivots.add(c);
        return;
      }
      subtract(row, c, row[c], pivot);
    }
    consistent &= row[unknowns] == 0;
  }

  boolean isConsistent() {
    return consistent;
  }

  int rank() {
    return pivots.size();
  }

  /** The unknowns that may be chosen freely, ascending. */
  int[] free() {
    int[] free = new int[unknowns - rank()];
    int n = 0;
    for (int c = 0; c < unknowns; c++) {
      if (byPivot[c] == null) {
        free[n++] = c;
      }
    }
    return free;
  }

  /** The solution whose free unknowns are zero, if there is any. */
  Optional<int[]> solve() {
    return consistent ? Optional.of(solve(new int[unknowns], true)) : Optional.empty();
  }

  /** The solution of the homogeneous system with one free unknown 1 and the others 0. */
  int[] kernelVector(int free) {
    int[] solution = new int[unknowns];
    solution[free] = KoalaBear.ONE;
    return solve(solution, false);
  }

  private int[] solve(int[] solution, boolean inhomogeneous) {
    for (int c = unknowns - 1; c >= 0; c--) {
      int[] row = byPivot[c];
      if (row == null) {
        continue;
      }
      int value = inhomogeneous ? row[unknowns] : 0;
      for (int k = c + 1; k < unknowns; k++) {
        if (row[k] != 0 && solution[k] != 0) {
          value = KoalaBear.sub(value, KoalaBear.mul(row[k], solution[k]));
        }
      }
      solution[c] = value;
    }
    return solution;
  }

  private static void scale(int[] row, int from, int factor) {
    Arrays.setAll(row, c -> c < from ? 0 : KoalaBear.mul(row[c], factor));
  }

  private static void subtract(int[] row, int from, int factor, int[] pivot) {
    for (int c = from; c < row.length; c++) {
      row[c] = KoalaBear.sub(row[c], KoalaBear.mul(factor, pivot[c]));
    }
  }
}
