package network.akashi.stark.audit;

import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Node;

/**
 * Evaluates an {@link AirProgram} in chosen rows of a table, a block of rows at a time: node {@code
 * n} in the block's row {@code i} is {@code values(n)[i]}, in Montgomery form.
 */
final class RowEvaluator {
  /** Most rows in one block: a few hundred nodes of it fit the second-level cache. */
  static final int BLOCK = 256;

  private final List<Node> nodes;
  private final int[][] values;

  RowEvaluator(AirProgram program) {
    nodes = program.nodes();
    values = new int[nodes.size()][BLOCK];
  }

  int[] values(int node) {
    return values[node];
  }

  /** Evaluates all nodes in the first {@code count} of {@code rows}. */
  void evaluate(PaddedTable table, int[] publicValues, int[] rows, int count) {
    for (int n = 0; n < values.length; n++) {
      Node node = nodes.get(n);
      int[] out = values[n];
      switch (node.op()) {
        case CONSTANT -> fill(out, count, KoalaBear.fromInt(node.a()));
        case PUBLIC -> fill(out, count, publicValues[node.a()]);
        case MAIN -> {
          for (int i = 0; i < count; i++) {
            out[i] = table.main(rows[i], node.a());
          }
        }
        case NEXT -> {
          for (int i = 0; i < count; i++) {
            out[i] = table.main(table.next(rows[i]), node.a());
          }
        }
        case PREPROCESSED -> {
          for (int i = 0; i < count; i++) {
            out[i] = table.preprocessed(rows[i], node.a());
          }
        }
        case STRUCTURED -> {
          for (int i = 0; i < count; i++) {
            out[i] = table.structured(rows[i], node.a());
          }
        }
        case FIRST_ROW -> {
          for (int i = 0; i < count; i++) {
            out[i] = rows[i] == 0 ? KoalaBear.ONE : 0;
          }
        }
        case LAST_ROW -> {
          int last = table.paddedHeight() - 1;
          for (int i = 0; i < count; i++) {
            out[i] = rows[i] == last ? KoalaBear.ONE : 0;
          }
        }
        case ADD -> add(values[node.a()], values[node.b()], out, count);
        case SUB -> sub(values[node.a()], values[node.b()], out, count);
        case MUL -> mul(values[node.a()], values[node.b()], out, count);
      }
    }
  }

  private static void fill(int[] out, int count, int value) {
    java.util.Arrays.fill(out, 0, count, value);
  }

  private static void add(int[] a, int[] b, int[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = KoalaBear.add(a[i], b[i]);
    }
  }

  private static void sub(int[] a, int[] b, int[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = KoalaBear.sub(a[i], b[i]);
    }
  }

  private static void mul(int[] a, int[] b, int[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = KoalaBear.mul(a[i], b[i]);
    }
  }
}
