package network.akashi.stark.audit;

import java.util.Arrays;
import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Node;
import org.jspecify.annotations.Nullable;

/**
 * Values and derivatives of an {@link AirProgram}'s nodes in one row: reverse-mode differentiation,
 * exact over the field.
 */
final class RowGradient {
  /** Takes the derivatives of an expression. */
  interface Sink {
    void byCell(int row, int column, int derivative);

    void byPublicValue(int index, int derivative);
  }

  private final List<Node> nodes;
  private final int[] values;
  private final int[] adjoints;
  private final RowEvaluator evaluator;
  private final int[] rows = new int[1];
  private @Nullable PaddedTable evaluated;

  RowGradient(AirProgram program) {
    nodes = program.nodes();
    values = new int[nodes.size()];
    adjoints = new int[nodes.size()];
    evaluator = new RowEvaluator(program);
  }

  /** Says that cells may have changed since the last evaluation. */
  void forget() {
    evaluated = null;
  }

  void evaluate(PaddedTable table, int[] publicValues, int row) {
    if (table == evaluated && row == rows[0]) {
      return;
    }
    evaluated = table;
    rows[0] = row;
    evaluator.evaluate(table, publicValues, rows, 1);
    for (int n = 0; n < values.length; n++) {
      values[n] = evaluator.values(n)[0];
    }
  }

  /** The value of {@code node} in the row last evaluated. */
  int value(int node) {
    return values[node];
  }

  /** Gives {@code scale} times the derivative of {@code node} by each cell to {@code sink}. */
  void differentiate(int node, int scale, PaddedTable table, Sink sink) {
    Arrays.fill(adjoints, 0, node + 1, 0);
    adjoints[node] = scale;
    for (int n = node; n >= 0; n--) {
      int adjoint = adjoints[n];
      if (adjoint == 0) {
        continue;
      }
      Node at = nodes.get(n);
      switch (at.op()) {
        case MAIN -> sink.byCell(rows[0], at.a(), adjoint);
        case NEXT -> sink.byCell(table.next(rows[0]), at.a(), adjoint);
        case ADD -> {
          accumulate(at.a(), adjoint);
          accumulate(at.b(), adjoint);
        }
        case SUB -> {
          accumulate(at.a(), adjoint);
          accumulate(at.b(), KoalaBear.neg(adjoint));
        }
        case MUL -> {
          accumulate(at.a(), KoalaBear.mul(adjoint, values[at.b()]));
          accumulate(at.b(), KoalaBear.mul(adjoint, values[at.a()]));
        }
        case PUBLIC -> sink.byPublicValue(at.a(), adjoint);
        case CONSTANT, PREPROCESSED, STRUCTURED, FIRST_ROW, LAST_ROW -> {
          // Nobody's to choose.
        }
      }
    }
  }

  private void accumulate(int node, int adjoint) {
    adjoints[node] = KoalaBear.add(adjoints[node], adjoint);
  }
}
