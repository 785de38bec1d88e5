package network.akashi.stark.prover;

import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.math.RowMatrix;
import network.akashi.stark.security.WhirIteration;

/** Commits to an extension polynomial: rows of {@code 2^k} elements, plane by plane. */
final class FoldedOracle {
  private FoldedOracle() {}

  /**
   * Commits for {@code iteration}.
   *
   * @param reversed the polynomial's values, in bit-reversed order
   */
  static OracleTree commit(ProverContext context, WhirIteration iteration, Ext5Array reversed) {
    int columns = 1 << iteration.fold();
    int width = Ext5.DEGREE * columns;
    int shift = Integer.SIZE - iteration.variables();
    int rows = 1 << iteration.logRows();
    int[] matrix = context.arena().ints(rows * width);
    context
        .parallel()
        .forEach(
            rows,
            (from, to, _) -> {
              for (int row = from; row < to; row++) {
                for (int c = 0; c < columns; c++) {
                  int index = Integer.reverse(row * columns + c) >>> shift;
                  for (int j = 0; j < Ext5.DEGREE; j++) {
                    matrix[row * width + j * columns + c] =
                        reversed.planes()[reversed.plane(j) + index];
                  }
                }
              }
            });
    OracleTree tree =
        OracleTree.commit(
            context,
            RowMatrix.of(matrix, 0, iteration.logRows(), width),
            iteration.logInverseRate());
    context.arena().giveBack(matrix);
    return tree;
  }
}
