package network.akashi.stark.prover;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.Op;
import network.akashi.stark.air.StructuredColumn;

/**
 * All columns that a table's expressions can read, padded to the table's height: main and
 * preprocessed ones where they lie in their stacks, the others made when first asked for.
 */
final class TableColumns {
  private final ProverContext context;
  private final AirProgram program;
  private final int logHeight;
  private final List<Column> main;
  private final List<Column> preprocessed;
  private final Map<Op, Map<Integer, Column>> made = new EnumMap<>(Op.class);

  TableColumns(
      ProverContext context,
      AirProgram program,
      int logHeight,
      List<Column> main,
      List<Column> preprocessed) {
    this.context = context;
    this.program = program;
    this.logHeight = logHeight;
    this.main = List.copyOf(main);
    this.preprocessed = List.copyOf(preprocessed);
  }

  AirProgram program() {
    return program;
  }

  int logHeight() {
    return logHeight;
  }

  int height() {
    return 1 << logHeight;
  }

  List<Column> main() {
    return main;
  }

  List<Column> preprocessed() {
    return preprocessed;
  }

  /** The column behind a leaf of the program. */
  Column leaf(Op op, int index) {
    return switch (op) {
      case MAIN -> main.get(index);
      case PREPROCESSED -> preprocessed.get(index);
      case NEXT, STRUCTURED, FIRST_ROW, LAST_ROW ->
          made.computeIfAbsent(op, _ -> new HashMap<>())
              .computeIfAbsent(index, _ -> make(op, index));
      case CONSTANT, PUBLIC, ADD, SUB, MUL ->
          throw new IllegalStateException("not a column: " + op);
    };
  }

  private Column make(Op op, int index) {
    int[] data = context.arena().ints(height());
    int last = height() - 1;
    switch (op) {
      case NEXT -> {
        Column column = main.get(index);
        System.arraycopy(column.data(), column.offset() + 1, data, 0, last);
        data[last] = column.data()[column.offset()];
      }
      case STRUCTURED -> {
        StructuredColumn column = program.layout().structured().get(index);
        for (int row = 0; row <= last; row++) {
          data[row] = KoalaBear.fromInt(column.valueAt(row, logHeight));
        }
      }
      default -> {
        java.util.Arrays.fill(data, 0);
        data[op == Op.FIRST_ROW ? 0 : last] = KoalaBear.ONE;
      }
    }
    return new Column(data, 0);
  }
}
