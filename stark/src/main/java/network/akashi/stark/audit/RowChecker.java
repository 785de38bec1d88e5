package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Constraint;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.KeccakColumns;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.SymbolicAir;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TraceSet;

/**
 * Decides without cryptography whether a trace satisfies a machine, and says where it does not:
 * every constraint in every row, padding rows included, with the first row following the last; and
 * on every bus each tuple sent as often as received, counted exactly.
 *
 * <p>A checker holds buffers and is not for use by several threads at once.
 */
public final class RowChecker {
  private static final int MAX_TUPLES_NAMED = 8;

  private final Machine machine;
  private final List<AirProgram> programs;
  private final List<RowEvaluator> evaluators;
  private final List<Finding> padding = new ArrayList<>();
  private final BusLedger ledger;
  private final int[] rows = new int[RowEvaluator.BLOCK];

  public RowChecker(Machine machine) {
    this.machine = machine;
    programs = SymbolicAir.interpret(machine);
    evaluators = programs.stream().map(RowEvaluator::new).toList();
    ledger = new BusLedger(programs);
    for (int a = 0; a < programs.size(); a++) {
      padding.addAll(PaddingCheck.check(machine.airs().get(a), programs.get(a)));
    }
  }

  public Machine machine() {
    return machine;
  }

  /** The programs of the machine's AIRs, in its order. */
  public List<AirProgram> programs() {
    return programs;
  }

  public CheckResult check(TraceSet trace) {
    FindingList findings = new FindingList();
    padding.forEach(findings::add);
    List<PaddedTable> tables = open(trace, findings);
    if (!findings.isEmpty()) {
      return findings.result();
    }
    ledger.clear();
    for (PaddedTable table : tables) {
      checkRows(table, trace.publicValues(), findings);
    }
    for (Bus bus : ledger.buses()) {
      checkBus(bus, tables, trace.publicValues(), findings);
    }
    return findings.result();
  }

  /** The block that the last evaluation of a table of AIR {@code air} filled. */
  RowEvaluator evaluator(int air) {
    return evaluators.get(air);
  }

  /**
   * Whether the tables are of this machine and hold elements; if not, {@code findings} says why.
   */
  List<PaddedTable> open(TraceSet trace, FindingList findings) {
    List<PaddedTable> tables = new TraceShape(machine, programs).open(trace, findings);
    for (PaddedTable table : tables) {
      checkCanonical(table, findings);
    }
    return tables;
  }

  private void checkCanonical(PaddedTable padded, FindingList findings) {
    Table table = padded.table();
    AirLayout layout = programs.get(table.air()).layout();
    for (int c = 0; c < table.width(); c++) {
      for (int r = 0; r < table.height(); r++) {
        if (!KoalaBear.isCanonical(table.at(r, c))) {
          findings.add(
              new Finding.CellNotCanonical(
                  padded.label(), r, layout.main().get(c), table.at(r, c)));
        }
      }
    }
  }

  private void checkRows(PaddedTable table, int[] publicValues, FindingList findings) {
    AirProgram program = programs.get(table.table().air());
    RowEvaluator block = evaluators.get(table.table().air());
    for (int start = 0; start < table.paddedHeight(); start += RowEvaluator.BLOCK) {
      int count = evaluate(table, publicValues, start);
      for (Constraint constraint : program.constraints()) {
        int[] values = block.values(constraint.node());
        for (int i = 0; i < count; i++) {
          if (values[i] != 0) {
            report(findings, table, program, constraint, start + i);
          }
        }
      }
      ledger.book(program, block, count);
    }
    program.keccak().ifPresent(columns -> checkKeccak(table, columns, findings));
  }

  private static void checkKeccak(PaddedTable table, KeccakColumns columns, FindingList findings) {
    for (int row = 0; row < table.paddedHeight(); row++) {
      int at = row;
      if (KeccakRows.holds(columns, column -> table.main(at, column))) {
        continue;
      }
      if (findings.wantsMore()) {
        findings.add(new Finding.ConstraintViolated(table.label(), row, KeccakRows.NAME, Map.of()));
      } else {
        findings.count(1);
      }
    }
  }

  /** Evaluates the block of rows from {@code start} on, and returns how many there are. */
  int evaluate(PaddedTable table, int[] publicValues, int start) {
    int count = Math.min(RowEvaluator.BLOCK, table.paddedHeight() - start);
    for (int i = 0; i < count; i++) {
      rows[i] = start + i;
    }
    evaluators.get(table.table().air()).evaluate(table, publicValues, rows, count);
    return count;
  }

  private static void report(
      FindingList findings, PaddedTable table, AirProgram program, Constraint constraint, int row) {
    if (findings.wantsMore()) {
      findings.add(
          new Finding.ConstraintViolated(
              table.label(),
              row,
              constraint.name(),
              CellReport.cells(table, program, row, constraint.node())));
    } else {
      findings.count(1);
    }
  }

  private void checkBus(
      Bus bus, List<PaddedTable> tables, int[] publicValues, FindingList findings) {
    long total = ledger.on(bus).countRemainders();
    if (total == 0) {
      return;
    }
    List<TupleMultiset.Remainder> named = ledger.on(bus).remainders(MAX_TUPLES_NAMED);
    List<List<Finding.Contribution>> contributions =
        new ContributionReport(this, bus, named).over(tables, publicValues);
    for (int i = 0; i < named.size(); i++) {
      TupleMultiset.Remainder remainder = named.get(i);
      findings.add(
          new Finding.TupleUnbalanced(
              bus,
              BusLedger.integers(remainder.tuple()),
              remainder.net(),
              remainder.balancedModP(),
              contributions.get(i)));
    }
    findings.count(total - named.size());
  }
}
