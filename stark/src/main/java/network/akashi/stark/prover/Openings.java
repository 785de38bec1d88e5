package network.akashi.stark.prover;

import java.util.List;
import network.akashi.math.Ext5;

/**
 * The values of one table's columns at the point where the constraint sumcheck ended.
 *
 * @param point one coordinate per variable of the table
 * @param main values of the main columns
 * @param next values of the successors of those main columns that are read in the next row
 * @param preprocessed values of the preprocessed columns
 */
record Openings(List<Ext5> point, List<Ext5> main, List<Ext5> next, List<Ext5> preprocessed) {
  Openings {
    point = List.copyOf(point);
    main = List.copyOf(main);
    next = List.copyOf(next);
    preprocessed = List.copyOf(preprocessed);
  }
}
