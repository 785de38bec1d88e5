package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.stark.verifier.PreprocessedKey;
import network.akashi.stark.verifier.ProofShape;
import network.akashi.stark.verifier.StackLayout;
import network.akashi.stark.verifier.TableShape;
import network.akashi.stark.verifier.VerifyingKey;

/** The tables of a trace, padded and stacked. */
final class MainStack {
  private final int[] cells;
  private final List<TableColumns> tables;

  private MainStack(int[] cells, List<TableColumns> tables) {
    this.cells = cells;
    this.tables = tables;
  }

  /** The shape that a proof of {@code trace} has. */
  static List<TableShape> tableShapes(ProvingKey key, TraceSet trace) {
    VerifyingKey verifyingKey = key.verifyingKey();
    SecurityParameters security = verifyingKey.security();
    List<TableShape> shapes = new ArrayList<>();
    for (Table table : trace.tables()) {
      if (table.air() >= verifyingKey.programs().size()) {
        throw new IllegalArgumentException(
            "trace: a table for AIR number %d, the machine has %d"
                .formatted(table.air(), verifyingKey.programs().size()));
      }
      AirProgram program = verifyingKey.programs().get(table.air());
      if (table.width() != program.layout().main().size()) {
        throw new IllegalArgumentException(
            "trace: the table of AIR %s has %d columns, needs %d"
                .formatted(program.name(), table.width(), program.layout().main().size()));
      }
      int logHeight = Math.max(security.firstFold(), log2Ceiling(table.height()));
      int fixed = verifyingKey.preprocessed().map(p -> fixedHeight(p, table.air())).orElse(-1);
      if (fixed >= 0 && fixed < logHeight) {
        throw new IllegalArgumentException(
            "trace: the table of AIR %s has %d rows, its preprocessed columns only 2^%d"
                .formatted(program.name(), table.height(), fixed));
      }
      shapes.add(new TableShape(table.air(), Math.max(fixed, logHeight)));
    }
    return shapes;
  }

  private static int fixedHeight(PreprocessedKey key, int air) {
    return key.logHeights().get(air);
  }

  private static int log2Ceiling(int value) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(value - 1);
  }

  static MainStack of(ProverContext context, ProvingKey key, ProofShape shape, TraceSet trace) {
    StackLayout layout = shape.main();
    int[] cells = context.arena().ints(1 << layout.variables());
    List<TableColumns> tables = new ArrayList<>();
    int column = 0;
    int preprocessedColumn = 0;
    int used = 0;
    for (int t = 0; t < trace.tables().size(); t++) {
      Table table = trace.tables().get(t);
      TableShape tableShape = shape.tables().get(t);
      AirProgram program = shape.program(tableShape);
      List<Column> main = new ArrayList<>();
      for (int c = 0; c < table.width(); c++) {
        main.add(new Column(cells, (int) layout.slots().get(column++).offset()));
        used += 1 << tableShape.logHeight();
      }
      Air air = key.air(table.air());
      context
          .parallel()
          .forEach(
              table.width(),
              1,
              (c, _, _) -> fill(main.get(c), tableShape.logHeight(), table, c, air));
      List<Column> preprocessed = new ArrayList<>();
      for (int c = 0; c < program.layout().preprocessed().size(); c++) {
        StackLayout own = shape.preprocessed().orElseThrow();
        int at = (int) own.slots().get(preprocessedColumn++).offset();
        preprocessed.add(new Column(key.preprocessedStack(), at));
      }
      tables.add(new TableColumns(context, program, tableShape.logHeight(), main, preprocessed));
    }
    Arrays.fill(cells, used, cells.length, 0);
    return new MainStack(cells, tables);
  }

  private static void fill(Column target, int logHeight, Table table, int column, Air air) {
    int[] cells = target.data();
    int at = target.offset();
    System.arraycopy(
        table.cells(), table.offset() + column * table.stride(), cells, at, table.height());
    int padding = KoalaBear.fromInt(air.paddingValue(column));
    Arrays.fill(cells, at + table.height(), at + (1 << logHeight), padding);
  }

  /** The stacked polynomial's values. */
  int[] cells() {
    return cells;
  }

  List<TableColumns> tables() {
    return tables;
  }
}
