package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where columns lie in one stacked multilinear polynomial.
 *
 * <p>A column of {@code 2^k} rows fills an aligned block of {@code 2^k} cells, so that evaluating
 * it is evaluating the stack at a point whose high coordinates are the bits of the block's number.
 * Columns are laid out from the tallest to the shortest (in the given order where equal), which
 * leaves no holes; what is left at the end is zero.
 *
 * @param slots one per column, in the order in which the columns were given
 * @param variables log2 of the number of cells
 */
public record StackLayout(List<Slot> slots, int variables) {
  public StackLayout {
    slots = List.copyOf(slots);
  }

  /**
   * One column.
   *
   * @param offset first cell, a multiple of {@code 2^logHeight}
   */
  public record Slot(long offset, int logHeight) {
    /** The block's number: the high bits of all its cells' indices. */
    public long block() {
      return offset >> logHeight;
    }
  }

  /** Lays out columns of the given heights in the smallest stack that holds them. */
  public static StackLayout of(List<Integer> logHeights) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < logHeights.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingInt((Integer i) -> -logHeights.get(i)));
    Slot[] slots = new Slot[logHeights.size()];
    long offset = 0;
    for (int column : order) {
      int logHeight = logHeights.get(column);
      slots[column] = new Slot(offset, logHeight);
      offset += 1L << logHeight;
    }
    int variables = 0;
    while (1L << variables < offset) {
      variables++;
    }
    return new StackLayout(List.of(slots), variables);
  }

  /** The same columns in a stack of at least {@code 2^least} cells. */
  StackLayout atLeast(int least) {
    return new StackLayout(slots, Math.max(variables, least));
  }
}
