package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Constraint;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.air.AirProgram.Node;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.Instances;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.Op;
import network.akashi.stark.air.StructuredColumn;
import network.akashi.stark.air.SymbolicAir;

/** Looks a machine over without any trace; see {@link LintFinding.Rule} for what it looks for. */
public final class MachineLint {
  private final List<AirProgram> programs;
  private final IntervalAnalysis intervals;
  private final List<LintFinding> findings = new ArrayList<>();

  private MachineLint(Machine machine) {
    programs = SymbolicAir.interpret(machine);
    intervals = new IntervalAnalysis(machine);
  }

  /**
   * All findings; empty if the machine looks well.
   *
   * @param maxDegree the degree that the machine's author wants to keep to
   */
  public static List<LintFinding> check(Machine machine, int maxDegree) {
    MachineLint lint = new MachineLint(machine);
    for (int a = 0; a < lint.programs.size(); a++) {
      Air air = machine.airs().get(a);
      AirProgram program = lint.programs.get(a);
      lint.checkDegree(program, maxDegree);
      lint.checkColumns(program);
      lint.checkSplit(program);
      for (Finding finding : PaddingCheck.check(air, program)) {
        lint.add(LintFinding.Rule.PADDING, finding.describe());
      }
      for (StructuredColumn column : program.layout().structured()) {
        StructuredColumnCheck.check(column)
            .ifPresent(problem -> lint.add(LintFinding.Rule.STRUCTURED_COLUMN, problem));
      }
    }
    lint.checkBuses();
    for (IntervalAnalysis.Result result : lint.intervals.results()) {
      if (!result.holds()) {
        lint.add(LintFinding.Rule.WRAPS, result.toString());
      }
    }
    return List.copyOf(lint.findings);
  }

  private void add(LintFinding.Rule rule, String message) {
    findings.add(new LintFinding(rule, message));
  }

  private void checkDegree(AirProgram program, int maxDegree) {
    for (Constraint constraint : program.constraints()) {
      int degree = program.nodes().get(constraint.node()).degree();
      if (degree > maxDegree) {
        add(
            LintFinding.Rule.DEGREE,
            "AIR %s: constraint '%s' has degree %d, more than %d"
                .formatted(program.name(), constraint.name(), degree, maxDegree));
      }
    }
    for (int k = 0; k < program.interactions().size(); k++) {
      Interaction interaction = program.interactions().get(k);
      int degree = program.nodes().get(interaction.multiplicity()).degree();
      for (int element : interaction.tuple()) {
        degree = Math.max(degree, program.nodes().get(element).degree());
      }
      if (degree > maxDegree) {
        add(
            LintFinding.Rule.DEGREE,
            "AIR %s: interaction %d on bus %s has degree %d, more than %d"
                .formatted(program.name(), k, interaction.bus().name(), degree, maxDegree));
      }
    }
  }

  private void checkColumns(AirProgram program) {
    Set<Integer> used = new TreeSet<>();
    Set<Integer> preprocessed = new TreeSet<>();
    Set<Integer> structured = new TreeSet<>();
    for (Node node : program.nodes()) {
      if (node.op() == Op.MAIN || node.op() == Op.NEXT) {
        used.add(node.a());
      } else if (node.op() == Op.PREPROCESSED) {
        preprocessed.add(node.a());
      } else if (node.op() == Op.STRUCTURED) {
        structured.add(node.a());
      }
    }
    reportUnused(program, program.layout().main(), used);
    reportUnused(program, program.layout().preprocessed(), preprocessed);
    reportUnused(
        program,
        program.layout().structured().stream().map(StructuredColumn::name).toList(),
        structured);
  }

  private void checkSplit(AirProgram program) {
    boolean seams =
        program.nodes().stream()
            .anyMatch(node ->
                node.op() == Op.NEXT || node.op() == Op.FIRST_ROW || node.op() == Op.LAST_ROW);
    if (seams && program.instances() == Instances.ANY) {
      add(
          LintFinding.Rule.SPLIT,
          "AIR %s: looks at the next, first or last row, but may have %d tables, each with a seam"
              .formatted(program.name(), Instances.MAX));
    }
  }

  private void reportUnused(AirProgram program, List<String> names, Set<Integer> used) {
    for (int c = 0; c < names.size(); c++) {
      if (!used.contains(c)) {
        add(
            LintFinding.Rule.UNUSED_COLUMN,
            "AIR %s: no constraint and no tuple looks at column %s"
                .formatted(program.name(), names.get(c)));
      }
    }
  }

  /** An interaction with a free count. */
  private record Provider(AirProgram program, Interaction interaction) {}

  private void checkBuses() {
    Map<Integer, Bus> buses = new TreeMap<>();
    for (AirProgram program : programs) {
      program.interactions().forEach(i -> buses.put(i.bus().tag(), i.bus()));
    }
    for (Bus bus : buses.values()) {
      checkSides(bus);
      List<Provider> providers = providers(bus);
      for (int i = 0; i < providers.size(); i++) {
        for (int j = 0; j < i; j++) {
          checkDisjoint(bus, providers.get(j), providers.get(i));
        }
      }
      if (!intervals.isBoundedSide(bus, 1) && !intervals.isBoundedSide(bus, -1)) {
        add(
            LintFinding.Rule.UNBOUNDED_MULTIPLICITY,
            "bus %s: neither are all sends known to happen 0 or 1 times a row, nor all receives"
                .formatted(bus.name()));
      }
    }
  }

  private void checkSides(Bus bus) {
    Set<Integer> signs = new TreeSet<>();
    for (AirProgram program : programs) {
      program.interactions().stream()
          .filter(i -> i.bus().equals(bus))
          .forEach(i -> signs.add(i.sign()));
    }
    if (signs.size() == 1) {
      add(
          LintFinding.Rule.ONE_SIDED_BUS,
          "bus %s: nobody ever %s"
              .formatted(bus.name(), signs.contains(1) ? "receives from it" : "sends to it"));
    }
  }

  private List<Provider> providers(Bus bus) {
    List<Provider> providers = new ArrayList<>();
    for (int a = 0; a < programs.size(); a++) {
      List<Interaction> interactions = programs.get(a).interactions();
      for (int k = 0; k < interactions.size(); k++) {
        if (interactions.get(k).bus().equals(bus) && !intervals.isBounded(a, k)) {
          providers.add(new Provider(programs.get(a), interactions.get(k)));
        }
      }
    }
    return providers;
  }

  private void checkDisjoint(Bus bus, Provider a, Provider b) {
    if (a.interaction().sign() != b.interaction().sign()) {
      return;
    }
    for (int j = 0; j < bus.arity(); j++) {
      Node left = a.program().nodes().get(a.interaction().tuple().get(j));
      Node right = b.program().nodes().get(b.interaction().tuple().get(j));
      if (left.op() == Op.CONSTANT && right.op() == Op.CONSTANT && left.a() != right.a()) {
        return;
      }
    }
    add(
        LintFinding.Rule.TWO_PROVIDERS,
        "bus %s: AIRs %s and %s both answer with a free count, and no constant tells them apart"
            .formatted(bus.name(), a.program().name(), b.program().name()));
  }
}
