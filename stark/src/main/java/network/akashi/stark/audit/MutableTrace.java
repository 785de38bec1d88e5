package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TraceSet;

/**
 * An honest trace with its padding rows written out, whose cells can be changed and changed back.
 *
 * <p>Tables are made taller if asked for, as a cheating prover could: those that answer lookups so
 * that no mutant is rejected for looking up what an honest but taller table holds, and the others
 * so that they have padding rows.
 */
final class MutableTrace {
  private final TraceSet trace;
  private final List<PaddedTable> tables = new ArrayList<>();

  MutableTrace(
      Machine machine,
      List<AirProgram> programs,
      TraceSet honest,
      int providerLogHeight,
      int doublings) {
    List<Table> padded = new ArrayList<>();
    for (Table table : honest.tables()) {
      Air air = machine.airs().get(table.air());
      int logHeight = table.logHeight();
      if (!LookupProvider.of(programs.get(table.air())).isEmpty()) {
        while (logHeight < providerLogHeight && growsAt(air, logHeight)) {
          logHeight++;
        }
      } else {
        logHeight += doublings;
      }
      if (!air.layout().preprocessed().isEmpty()) {
        logHeight = PaddedTable.logHeight(air, table);
      }
      padded.add(pad(air, table, logHeight));
    }
    trace = new TraceSet(padded, honest.publicValues().clone());
    FindingList findings = new FindingList();
    tables.addAll(new TraceShape(machine, programs).open(trace, findings));
    if (!findings.isEmpty()) {
      throw new IllegalArgumentException("honest: " + findings.result().report());
    }
  }

  /** Whether a table of twice {@code 2^logHeight} rows holds tuples that are not in it yet. */
  private static boolean growsAt(Air air, int logHeight) {
    return air.layout().structured().stream()
        .anyMatch(column ->
            column.valueAt(1 << logHeight, logHeight + 1) != column.valueAt(0, logHeight + 1));
  }

  private static Table pad(Air air, Table table, int logHeight) {
    int height = 1 << logHeight;
    int[] cells = new int[height * table.width()];
    int[] padding = PaddedTable.paddingRow(air);
    for (int c = 0; c < table.width(); c++) {
      for (int r = 0; r < height; r++) {
        cells[c * height + r] = r < table.height() ? table.at(r, c) : padding[c];
      }
    }
    return new Table(table.air(), height, table.width(), cells, 0, height);
  }

  List<PaddedTable> tables() {
    return tables;
  }

  int[] publicValues() {
    return trace.publicValues();
  }

  TraceSet view() {
    return trace;
  }

  int at(int table, int row, int column) {
    return table == Edit.PUBLIC_VALUES
        ? trace.publicValues()[column]
        : tables.get(table).table().at(row, column);
  }

  /** Makes the changes, and returns those that undo them in the order to apply them. */
  List<Edit> apply(List<Edit> edits) {
    List<Edit> undo = new ArrayList<>();
    for (Edit edit : edits) {
      int before = at(edit.table(), edit.row(), edit.column());
      undo.addFirst(new Edit(edit.table(), edit.row(), edit.column(), before));
      set(edit);
    }
    return undo;
  }

  private void set(Edit edit) {
    if (edit.table() == Edit.PUBLIC_VALUES) {
      trace.publicValues()[edit.column()] = edit.raw();
    } else {
      Table table = tables.get(edit.table()).table();
      table.cells()[table.offset() + edit.column() * table.stride() + edit.row()] = edit.raw();
    }
  }

  /** Whether the edits change anything. */
  boolean changes(List<Edit> edits) {
    return edits.stream().anyMatch(e -> at(e.table(), e.row(), e.column()) != e.raw());
  }

  /** A trace of its own with the edits made. */
  TraceSet with(List<Edit> edits) {
    List<Edit> undo = apply(edits);
    List<Table> copies = new ArrayList<>();
    for (PaddedTable padded : tables) {
      Table t = padded.table();
      copies.add(
          new Table(t.air(), t.height(), t.width(), t.cells().clone(), t.offset(), t.stride()));
    }
    int[] publicValues = publicValues().clone();
    apply(undo);
    return new TraceSet(copies, publicValues);
  }

  static boolean isElement(Edit edit) {
    return KoalaBear.isCanonical(edit.raw());
  }
}
