package network.akashi.stark.air;

import java.util.List;
import network.akashi.math.KoalaBear;

/**
 * The bound that keeps LogUp honest: fewer interactions in a proof than the field has elements.
 *
 * <p>LogUp shows that each tuple's multiplicities sum to zero <em>modulo p</em>. A tuple that no
 * table provides, asked for exactly {@code p} times with multiplicity 1, sums to zero as well. So
 * the verifier must see that there are not that many interactions: over all tables, padded height
 * times interactions per row stays below {@code p}. (It assumes that on one side of each bus
 * multiplicities are 0 or 1, which {@code MachineLint} checks.)
 *
 * <p>Source: Haböck 2022 (eprint 2022/1530), section 3; {@code p > number of terms}.
 */
public final class MultiplicityBound {
  private MultiplicityBound() {}

  /**
   * Most terms that the tables can put on all buses together.
   *
   * @param programs the program of each table (an AIR with two tables occurs twice)
   * @param logHeights the padded log-height of each of those tables
   */
  public static long terms(List<AirProgram> programs, List<Integer> logHeights) {
    long terms = 0;
    for (int i = 0; i < programs.size(); i++) {
      long perRow = programs.get(i).interactions().size();
      terms = Math.addExact(terms, Math.multiplyExact(perRow, 1L << logHeights.get(i)));
    }
    return terms;
  }

  /** Whether {@code terms} interactions are few enough. */
  public static boolean isSafe(long terms) {
    return terms < KoalaBear.P;
  }
}
