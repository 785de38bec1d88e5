package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.MultiplicityBound;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TraceSet;

/** The checks that come before any row is looked at: are these tables of this machine at all? */
final class TraceShape {
  private static final int MAX_LOG_HEIGHT = KoalaBear.TWO_ADICITY;

  private final Machine machine;
  private final List<AirProgram> programs;

  TraceShape(Machine machine, List<AirProgram> programs) {
    this.machine = machine;
    this.programs = programs;
  }

  /** The tables with their names, or nothing if {@code findings} got a reason why not. */
  List<PaddedTable> open(TraceSet trace, FindingList findings) {
    checkPublicValues(trace, findings);
    int[] counts = new int[machine.airs().size()];
    for (Table table : trace.tables()) {
      if (table.air() < 0 || table.air() >= counts.length) {
        malformed(
            findings,
            "a table is of AIR %d, machine %s has AIRs 0 to %d"
                .formatted(table.air(), machine.name(), counts.length - 1));
        return List.of();
      }
      counts[table.air()]++;
      checkTable(table, findings);
    }
    checkCounts(counts, findings);
    if (!findings.isEmpty()) {
      return List.of();
    }
    List<PaddedTable> tables = new ArrayList<>();
    int[] seen = new int[counts.length];
    for (Table table : trace.tables()) {
      Air air = machine.airs().get(table.air());
      int number = seen[table.air()]++;
      String label = counts[table.air()] == 1 ? air.name() : air.name() + "#" + number;
      tables.add(new PaddedTable(air, label, table));
    }
    checkBound(tables, findings);
    return tables;
  }

  private void checkPublicValues(TraceSet trace, FindingList findings) {
    if (trace.publicValues().length != machine.publicValues()) {
      malformed(
          findings,
          "%d public values, machine %s has %d"
              .formatted(trace.publicValues().length, machine.name(), machine.publicValues()));
    }
    for (int i = 0; i < trace.publicValues().length; i++) {
      if (!KoalaBear.isCanonical(trace.publicValues()[i])) {
        malformed(findings, "public value %d is not below p".formatted(i));
      }
    }
  }

  private void checkTable(Table table, FindingList findings) {
    Air air = machine.airs().get(table.air());
    int width = air.layout().main().size();
    if (table.width() != width) {
      malformed(
          findings,
          "a table of AIR %s has %d columns, not %d".formatted(air.name(), table.width(), width));
    }
    if (table.logHeight() > MAX_LOG_HEIGHT) {
      malformed(
          findings,
          "a table of AIR %s has %d rows, at most 2^%d are possible"
              .formatted(air.name(), table.height(), MAX_LOG_HEIGHT));
    }
    int[][] preprocessed = air.preprocessedValues();
    int expected = air.layout().preprocessed().size();
    if (preprocessed.length != expected) {
      malformed(
          findings,
          "AIR %s gives values for %d preprocessed columns, it has %d"
              .formatted(air.name(), preprocessed.length, expected));
      return;
    }
    for (int[] column : preprocessed) {
      if (column.length == 0 || Table.log2Ceiling(column.length) < table.logHeight()) {
        malformed(
            findings,
            "a table of AIR %s has 2^%d padded rows, its preprocessed columns %d rows"
                .formatted(air.name(), table.logHeight(), column.length));
      }
    }
  }

  private void checkCounts(int[] counts, FindingList findings) {
    for (int a = 0; a < counts.length; a++) {
      Air air = machine.airs().get(a);
      if (counts[a] < air.instances().min() || counts[a] > air.instances().max()) {
        malformed(
            findings,
            "%d tables of AIR %s, there must be %d to %d"
                .formatted(counts[a], air.name(), air.instances().min(), air.instances().max()));
      }
    }
  }

  private void checkBound(List<PaddedTable> tables, FindingList findings) {
    long terms =
        MultiplicityBound.terms(
            tables.stream().map(table -> programs.get(table.table().air())).toList(),
            tables.stream().map(PaddedTable::logHeight).toList());
    if (!MultiplicityBound.isSafe(terms)) {
      findings.add(new Finding.TooManyInteractions(terms));
    }
  }

  private static void malformed(FindingList findings, String problem) {
    findings.add(new Finding.MalformedTrace(problem));
  }
}
