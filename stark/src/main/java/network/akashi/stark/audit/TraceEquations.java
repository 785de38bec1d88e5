package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Constraint;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.audit.AlgebraicSystem.Equation;
import network.akashi.stark.audit.AlgebraicSystem.Term;

/**
 * Writes down what a trace satisfies as equations: each constraint in each row, and for buses that
 * are no lookups, that each tuple goes on being taken where it is taken now.
 *
 * <p>Each equation is filed under the constraint or interaction it comes from (as {@link
 * MutantJudge} names them), so that one can be left out.
 */
final class TraceEquations {
  /** An equation, and the constraint or interactions that demand it. */
  record Filed(Equation equation, List<String> demandedBy) {}

  private record Message(Term multiplicity, List<Term> tuple, String name) {}

  private final List<AirProgram> programs;
  private final MutableTrace trace;
  private final LookupRepair repair;
  private final List<Filed> filed = new ArrayList<>();

  TraceEquations(List<AirProgram> programs, MutableTrace trace) {
    this.programs = programs;
    this.trace = trace;
    repair = new LookupRepair(programs, trace);
  }

  /** The constraints of table {@code table} of the trace. */
  List<Filed> constraintsOf(int table) {
    List<Filed> found = new ArrayList<>();
    PaddedTable padded = trace.tables().get(table);
    AirProgram program = programs.get(padded.table().air());
    for (int row = 0; row < padded.paddedHeight(); row++) {
      for (Constraint constraint : program.constraints()) {
        Equation equation = new Equation(new Term(table, row, constraint.node()), Optional.empty());
        found.add(new Filed(equation, List.of(MutantJudge.killer(program, constraint))));
      }
    }
    return found;
  }

  /** The constraints of all tables but those that answer lookups, and the messages between them. */
  List<Filed> all() {
    Map<List<Integer>, List<Message>> sent = new HashMap<>();
    for (int t = 0; t < trace.tables().size(); t++) {
      if (!repair.isProvider(t)) {
        filed.addAll(constraintsOf(t));
        messages(t, 1, sent);
      }
    }
    for (int t = 0; t < trace.tables().size(); t++) {
      if (!repair.isProvider(t)) {
        Map<List<Integer>, List<Message>> received = new HashMap<>();
        messages(t, -1, received);
        received.forEach((key, messages) -> pair(messages, sent.getOrDefault(key, List.of())));
      }
    }
    sent.values()
        .forEach(list -> list.forEach(message -> none(message.multiplicity(), message.name())));
    return filed;
  }

  private void pair(List<Message> received, List<Message> sent) {
    for (Message message : received) {
      if (sent.isEmpty()) {
        continue;
      }
      Message partner = sent.removeFirst();
      List<String> names = List.of(message.name(), partner.name());
      equal(message.multiplicity(), partner.multiplicity(), names);
      for (int i = 0; i < message.tuple().size(); i++) {
        equal(message.tuple().get(i), partner.tuple().get(i), names);
      }
    }
  }

  private void equal(Term a, Term b, List<String> names) {
    filed.add(new Filed(new Equation(a, Optional.of(b)), names));
  }

  private void none(Term multiplicity, String name) {
    filed.add(new Filed(new Equation(multiplicity, Optional.empty()), List.of(name)));
  }

  /** Collects what a table sends (or receives), by bus, multiplicity and tuple. */
  private void messages(int t, int sign, Map<List<Integer>, List<Message>> found) {
    PaddedTable table = trace.tables().get(t);
    AirProgram program = programs.get(table.table().air());
    RowGradient values = new RowGradient(program);
    for (int row = 0; row < table.paddedHeight(); row++) {
      values.evaluate(table, trace.publicValues(), row);
      for (int k = 0; k < program.interactions().size(); k++) {
        Interaction interaction = program.interactions().get(k);
        if (interaction.sign() != sign || repair.isLookup(interaction.bus())) {
          continue;
        }
        String name = MutantJudge.killer(program, k);
        Term times = new Term(t, row, interaction.multiplicity());
        if (values.value(times.node()) == 0) {
          none(times, name);
          continue;
        }
        List<Term> tuple = new ArrayList<>();
        List<Integer> key = new ArrayList<>();
        key.add(interaction.bus().tag());
        key.add(values.value(times.node()));
        for (int node : interaction.tuple()) {
          tuple.add(new Term(t, row, node));
          key.add(values.value(node));
        }
        found.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Message(times, tuple, name));
      }
    }
  }
}
