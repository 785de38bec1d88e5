package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Constraint;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.KeccakColumns;
import network.akashi.stark.air.Op;

/**
 * Says which constraints and interactions reject a mutant, looking only at the rows that it
 * changes: the honest trace satisfies everything, so only they (and their predecessors, which see
 * them as next row) can violate a constraint, and a bus is balanced exactly if the changed rows put
 * on it the same as before.
 *
 * <p>Where a mutant changes lookups, the counts of the tables that answer them are mended first,
 * see {@link LookupRepair}; a mutant that touches those tables itself is taken as it is.
 */
final class MutantJudge {
  /**
   * The verdict on one mutant.
   *
   * @param killers names of all that rejects it; empty if it survives
   * @param edits the mutant's, and the mended counts
   */
  record Verdict(List<String> killers, List<Edit> edits) {
    boolean isKilled() {
      return !killers.isEmpty();
    }
  }

  static final String NOT_AN_ELEMENT = "cells hold elements";

  private final List<AirProgram> programs;
  private final List<RowEvaluator> evaluators;
  private final MutableTrace trace;
  private final LookupRepair repair;
  private final BusLedger buses;
  private final List<List<TupleMultiset>> byInteraction = new ArrayList<>();
  private final int[] rows = new int[RowEvaluator.BLOCK];

  MutantJudge(List<AirProgram> programs, MutableTrace trace) {
    this.programs = programs;
    this.trace = trace;
    evaluators = programs.stream().map(RowEvaluator::new).toList();
    repair = new LookupRepair(programs, trace);
    buses = new BusLedger(programs);
    for (AirProgram program : programs) {
      byInteraction.add(
          program.interactions().stream().map(i -> new TupleMultiset(i.bus().arity())).toList());
    }
  }

  /** What {@code constraint} of an AIR is called in verdicts. */
  static String killer(AirProgram program, Constraint constraint) {
    return program.name() + ": constraint '" + constraint.name() + "'";
  }

  /** What {@code interaction} of an AIR is called in verdicts. */
  static String killer(AirProgram program, int interaction) {
    Interaction at = program.interactions().get(interaction);
    return "%s: interaction %d, %s bus %s"
        .formatted(program.name(), interaction, at.sign() > 0 ? "to" : "from", at.bus().name());
  }

  Verdict judge(List<Edit> edits) {
    if (!edits.stream().allMatch(MutableTrace::isElement)) {
      return new Verdict(List.of(NOT_AN_ELEMENT), edits);
    }
    buses.clear();
    byInteraction.forEach(list -> list.forEach(TupleMultiset::clear));
    Map<Integer, Set<Integer>> affected = affectedRows(edits);
    Set<String> killers = new TreeSet<>();
    visit(affected, -1, killers);
    List<Edit> undo = trace.apply(edits);
    visit(affected, 1, killers);
    List<Edit> all = new ArrayList<>(edits);
    boolean mends = edits.stream().noneMatch(edit -> repair.isProvider(edit.table()));
    for (Bus bus : buses.buses()) {
      sumUp(bus);
      List<TupleMultiset.Remainder> open = buses.on(bus).remainders(Integer.MAX_VALUE);
      if (mends && repair.isLookup(bus)) {
        open = mend(bus, open, all);
      }
      if (open.stream().anyMatch(remainder -> !remainder.balancedModP())) {
        blame(bus, open, killers);
      }
    }
    trace.apply(undo);
    return new Verdict(List.copyOf(killers), all);
  }

  private Map<Integer, Set<Integer>> affectedRows(List<Edit> edits) {
    Map<Integer, Set<Integer>> affected = new TreeMap<>();
    for (Edit edit : edits) {
      if (edit.table() == Edit.PUBLIC_VALUES) {
        addReadersOfPublicValues(affected);
        continue;
      }
      PaddedTable table = trace.tables().get(edit.table());
      Set<Integer> of = affected.computeIfAbsent(edit.table(), _ -> new TreeSet<>());
      of.add(edit.row());
      of.add(table.previous(edit.row()));
    }
    return affected;
  }

  private void addReadersOfPublicValues(Map<Integer, Set<Integer>> affected) {
    for (int t = 0; t < trace.tables().size(); t++) {
      PaddedTable table = trace.tables().get(t);
      AirProgram program = programs.get(table.table().air());
      if (program.nodes().stream().anyMatch(node -> node.op() == Op.PUBLIC)) {
        Set<Integer> of = affected.computeIfAbsent(t, _ -> new TreeSet<>());
        for (int row = 0; row < table.paddedHeight(); row++) {
          of.add(row);
        }
      }
    }
  }

  /** Books what the affected rows put on buses; after the edits also looks at constraints. */
  private void visit(Map<Integer, Set<Integer>> affected, int sign, Set<String> killers) {
    for (Map.Entry<Integer, Set<Integer>> entry : affected.entrySet()) {
      PaddedTable table = trace.tables().get(entry.getKey());
      int count = 0;
      for (int row : entry.getValue()) {
        rows[count++] = row;
        if (count == rows.length) {
          visitBlock(table, count, sign, killers);
          count = 0;
        }
      }
      visitBlock(table, count, sign, killers);
    }
  }

  private void visitBlock(PaddedTable table, int count, int sign, Set<String> killers) {
    int air = table.table().air();
    AirProgram program = programs.get(air);
    RowEvaluator block = evaluators.get(air);
    block.evaluate(table, trace.publicValues(), rows, count);
    if (sign > 0) {
      for (Constraint constraint : program.constraints()) {
        int[] values = block.values(constraint.node());
        for (int i = 0; i < count; i++) {
          if (values[i] != 0) {
            killers.add(killer(program, constraint));
            break;
          }
        }
      }
    }
    if (sign > 0 && program.keccak().isPresent()) {
      visitKeccak(table, program, program.keccak().get(), count, killers);
    }
    for (int k = 0; k < program.interactions().size(); k++) {
      BusLedger.book(
          program.interactions().get(k), block, count, sign, byInteraction.get(air).get(k));
    }
  }

  private void visitKeccak(
      PaddedTable table,
      AirProgram program,
      KeccakColumns columns,
      int count,
      Set<String> killers) {
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      if (!KeccakRows.holds(columns, column -> table.main(row, column))) {
        killers.add(program.name() + ": " + KeccakRows.NAME);
      }
    }
  }

  private void sumUp(Bus bus) {
    for (int a = 0; a < programs.size(); a++) {
      List<Interaction> interactions = programs.get(a).interactions();
      for (int k = 0; k < interactions.size(); k++) {
        if (interactions.get(k).bus().equals(bus)) {
          buses.on(bus).addAll(byInteraction.get(a).get(k));
        }
      }
    }
  }

  /** Mends counts for what is looked up on {@code bus}, and returns what is in no table. */
  private List<TupleMultiset.Remainder> mend(
      Bus bus, List<TupleMultiset.Remainder> open, List<Edit> all) {
    List<TupleMultiset.Remainder> hopeless = new ArrayList<>();
    for (TupleMultiset.Remainder remainder : open) {
      Optional<Edit> mended = repair.mend(bus, remainder.tuple(), remainder.sum());
      mended.ifPresentOrElse(all::add, () -> hopeless.add(remainder));
    }
    return hopeless;
  }

  /** Names the interactions that put more or fewer of the {@code open} tuples on the bus. */
  private void blame(Bus bus, List<TupleMultiset.Remainder> open, Set<String> killers) {
    for (int a = 0; a < programs.size(); a++) {
      List<Interaction> interactions = programs.get(a).interactions();
      for (int k = 0; k < interactions.size(); k++) {
        TupleMultiset changes = byInteraction.get(a).get(k);
        if (interactions.get(k).bus().equals(bus)
            && open.stream().anyMatch(remainder -> changes.net(remainder.tuple()) != 0)) {
          killers.add(killer(programs.get(a), k));
        }
      }
    }
  }
}
