package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.SymbolicAir;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TraceSet;

/** Counts lookups after the fact. */
public final class LookupCounts {
  private static final int PROVIDER_LOG_HEIGHT = 16;

  private LookupCounts() {}

  /**
   * The trace with the free counts of all tables that answer lookups set to what the other tables
   * ask for, and those tables up to 2^16 rows tall. What no table holds is left unbalanced.
   */
  public static TraceSet recount(Machine machine, TraceSet trace) {
    List<AirProgram> programs = SymbolicAir.interpret(machine);
    MutableTrace padded = new MutableTrace(machine, programs, trace, PROVIDER_LOG_HEIGHT, 0);
    LookupRepair repair = new LookupRepair(programs, padded);
    for (Table table : padded.view().tables()) {
      for (LookupProvider provider : LookupProvider.of(programs.get(table.air()))) {
        clear(table, provider.countColumn());
      }
    }
    BusLedger ledger = new BusLedger(programs);
    for (PaddedTable table : padded.tables()) {
      book(programs.get(table.table().air()), table, padded.publicValues(), ledger);
    }
    List<Edit> counts = new ArrayList<>();
    for (Bus bus : ledger.buses()) {
      if (repair.isLookup(bus)) {
        for (TupleMultiset.Remainder open : ledger.on(bus).remainders(Integer.MAX_VALUE)) {
          repair.mend(bus, open.tuple(), open.sum()).ifPresent(counts::add);
        }
      }
    }
    return padded.with(counts);
  }

  private static void clear(Table table, int column) {
    int from = table.offset() + column * table.stride();
    java.util.Arrays.fill(table.cells(), from, from + table.height(), 0);
  }

  private static void book(
      AirProgram program, PaddedTable table, int[] publicValues, BusLedger ledger) {
    RowEvaluator block = new RowEvaluator(program);
    int[] rows = new int[RowEvaluator.BLOCK];
    for (int start = 0; start < table.paddedHeight(); start += rows.length) {
      int count = Math.min(rows.length, table.paddedHeight() - start);
      for (int i = 0; i < count; i++) {
        rows[i] = start + i;
      }
      block.evaluate(table, publicValues, rows, count);
      ledger.book(program, block, count);
    }
  }
}
