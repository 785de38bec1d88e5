package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.TraceSet;

/**
 * Spoils an honest trace in every way it knows (see {@link MutationOperator}) and counts, column by
 * column, how many of the mutants the machine rejects. One that is accepted shows a constraint that
 * is missing, unless it is as good a trace as the honest one, for which a test must give a reason.
 *
 * <p>Three things make it more than flipping cells:
 *
 * <ul>
 *   <li>Padding rows are spoiled like all others, and tables that answer lookups are tall.
 *   <li>The counts of looked-up values are mended after each change, as a cheating prover would do.
 *   <li>For each constraint and interaction it is known whether some mutant was rejected by nothing
 *       else: one that never was may be superfluous, or the mutants too tame.
 * </ul>
 *
 * <p>Mutants that change nothing, and those that only reorder the rows of a table whose rows do not
 * know where they are, are not counted.
 */
public final class MutationHarness {
  private static final int DEFAULT_ROWS = 12;
  private static final int DEFAULT_PROVIDER_LOG_HEIGHT = 16;

  private final Machine machine;
  private final TraceSet honest;
  private final RowChecker checker;
  private final List<AirProgram> programs;
  private final List<TraceSet> donors = new ArrayList<>();
  private final Map<String, List<String>> timestamps = new LinkedHashMap<>();
  private final List<Mutant> directed = new ArrayList<>();
  private final Set<String> only = new TreeSet<>();
  private boolean forges;
  private int doublings;
  private int rowsPerTable = DEFAULT_ROWS;
  private int sample = Integer.MAX_VALUE;
  private int providerLogHeight = DEFAULT_PROVIDER_LOG_HEIGHT;

  /**
   * A harness for {@code honest}.
   *
   * @throws IllegalArgumentException if the row checker rejects it
   */
  public MutationHarness(Machine machine, TraceSet honest) {
    this.machine = machine;
    this.honest = honest;
    checker = new RowChecker(machine);
    programs = checker.programs();
    CheckResult result = checker.check(honest);
    if (!result.isClean()) {
      throw new IllegalArgumentException("honest: this trace is not: " + result.report());
    }
  }

  /** Another honest trace to take rows from, with tables of the same heights. */
  public MutationHarness donor(TraceSet donor) {
    donors.add(donor);
    return this;
  }

  /** Columns of AIR {@code air} that hold times. */
  public MutationHarness timestamps(String air, String... columns) {
    timestamps.put(air, List.of(columns));
    return this;
  }

  /**
   * Whether, for each constraint and interaction that no mutant needed, a trace is looked for that
   * it alone rejects (by solving all others for it). Meant for tables of a few dozen rows.
   */
  public MutationHarness forging(boolean on) {
    forges = on;
    return this;
  }

  /** How often the tables that answer no lookups are doubled in height by padding rows. */
  public MutationHarness doublings(int times) {
    doublings = times;
    return this;
  }

  /** Spoils only tables of these AIRs, and no public values. */
  public MutationHarness only(String... airs) {
    only.addAll(List.of(airs));
    return this;
  }

  /** How many rows of each table are spoiled; the first, the last and those around padding are. */
  public MutationHarness rowsPerTable(int rows) {
    rowsPerTable = rows;
    return this;
  }

  /** How many mutants are judged at most, beside those written by hand: a random sample of all. */
  public MutationHarness sample(int most) {
    sample = most;
    return this;
  }

  /** How tall tables that answer lookups are made; 2^16 rows unless told. */
  public MutationHarness providerLogHeight(int logHeight) {
    providerLogHeight = logHeight;
    return this;
  }

  /** A mutant written by hand, for an attack that no operator finds; {@code what} names it. */
  public MutationHarness directed(String what, Edit... edits) {
    directed.add(new Mutant("directed", what, MutationOperator.DIRECTED, what, List.of(edits)));
    return this;
  }

  /** Makes all mutants and judges each. */
  public MutationReport run(RandomGenerator random) {
    MutableTrace trace = new MutableTrace(machine, programs, honest, providerLogHeight, doublings);
    MutantJudge judge = new MutantJudge(programs, trace);
    Map<String, MutationReport.Score> scores = new TreeMap<>();
    List<MutationReport.Survivor> survivors = new ArrayList<>();
    Map<String, TraceSet> attacks = new TreeMap<>();
    for (Mutant mutant : mutants(trace, random)) {
      MutantJudge.Verdict verdict = judge.judge(mutant.edits());
      String place = mutant.table() + "." + mutant.column();
      MutationReport.Score score =
          scores.getOrDefault(place, new MutationReport.Score(0, 0)).plus(verdict.isKilled());
      scores.put(place, score);
      if (!verdict.isKilled()) {
        survivors.add(survivor(place, mutant));
      }
      if (verdict.killers().size() == 1
          && !verdict.killers().getFirst().equals(MutantJudge.NOT_AN_ELEMENT)) {
        attacks.computeIfAbsent(verdict.killers().getFirst(), _ -> trace.with(verdict.edits()));
      }
    }
    Set<String> idle = allKillers();
    idle.removeAll(attacks.keySet());
    if (forges) {
      Forger forger = new Forger(programs, trace, judge, random);
      for (String target : idle) {
        forger.forge(target).ifPresent(edits -> attacks.put(target, trace.with(edits)));
      }
    }
    idle.removeAll(attacks.keySet());
    return new MutationReport(scores, survivors, attacks, idle);
  }

  private static MutationReport.Survivor survivor(String place, Mutant mutant) {
    int firstRow = mutant.edits().stream().mapToInt(Edit::row).min().orElse(0);
    return new MutationReport.Survivor(place, mutant.operator(), firstRow, mutant.detail());
  }

  /**
   * Gives a sample of the mutants that the row checker rejects to another judge, such as the real
   * prover followed by the real verifier, and returns those it accepts; there should be none.
   *
   * <p>Mutants with cells that are no elements are left out: no table can hold them.
   *
   * @param accepts whether a trace gets a proof that is accepted
   */
  public List<String> acceptedBy(Predicate<TraceSet> accepts, int sample, RandomGenerator random) {
    MutableTrace trace = new MutableTrace(machine, programs, honest, 0, doublings);
    if (!accepts.test(honest)) {
      throw new IllegalArgumentException("accepts: rejects the honest trace");
    }
    MutantJudge judge = new MutantJudge(programs, trace);
    List<Mutant> mutants = mutants(trace, random);
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < sample; ) {
      Mutant mutant = mutants.get(random.nextInt(mutants.size()));
      MutantJudge.Verdict verdict = judge.judge(mutant.edits());
      if (verdict.isKilled() && mutant.edits().stream().allMatch(MutableTrace::isElement)) {
        i++;
        if (accepts.test(trace.with(verdict.edits()))) {
          accepted.add(mutant.detail());
        }
      }
    }
    return accepted;
  }

  private List<Mutant> mutants(MutableTrace trace, RandomGenerator random) {
    List<Mutant> mutants = new ArrayList<>();
    if (only.isEmpty()) {
      mutants.addAll(publicValues(trace, random));
    }
    for (int t = 0; t < trace.tables().size(); t++) {
      PaddedTable table = trace.tables().get(t);
      AirProgram program = programs.get(table.table().air());
      if (!only.isEmpty() && !only.contains(program.name())) {
        continue;
      }
      List<String> columns = program.layout().main();
      int[] rows = rows(honest.tables().get(t).height(), table.paddedHeight(), random);
      mutants.addAll(new CellMutants(trace, t, columns, random).in(rows));
      mutants.addAll(new MultiplicityMutants(trace, t, program).in(rows, random));
      if (!program.rowsAreIndependent() || table.paddedHeight() <= 1 << 10) {
        mutants.addAll(new RowMutants(trace, t).within(rows, random));
      }
      List<Integer> times =
          timestamps.getOrDefault(program.name(), List.of()).stream()
              .map(name -> column(program, name))
              .toList();
      if (!times.isEmpty()) {
        mutants.addAll(new TimestampMutants(trace, t, columns, times).in(rows, random));
      }
      mutants.addAll(splices(trace, t, rows));
    }
    Reordering reordering = new Reordering(programs, trace);
    if (mutants.size() > sample) {
      Collections.shuffle(mutants, Random.from(random));
      mutants.subList(sample, mutants.size()).clear();
    }
    mutants.addAll(0, directed);
    mutants.removeIf(m -> !trace.changes(m.edits()) || reordering.is(m));
    return mutants;
  }

  private static List<Mutant> publicValues(MutableTrace trace, RandomGenerator random) {
    List<Mutant> mutants = new ArrayList<>();
    for (int i = 0; i < trace.publicValues().length; i++) {
      for (int element : Forger.candidates(trace.publicValues()[i], random)) {
        String detail = "public value %d = %d".formatted(i, KoalaBear.toInt(element));
        Edit edit = new Edit(Edit.PUBLIC_VALUES, 0, i, element);
        mutants.add(
            new Mutant(
                "public", "value " + i, MutationOperator.PUBLIC_VALUE, detail, List.of(edit)));
      }
    }
    return mutants;
  }

  private List<Mutant> splices(MutableTrace trace, int t, int[] rows) {
    List<Mutant> mutants = new ArrayList<>();
    List<String> columns = programs.get(trace.tables().get(t).table().air()).layout().main();
    for (TraceSet donor : donors) {
      PaddedTable table = checker.open(donor, new FindingList()).get(t);
      mutants.addAll(new RowMutants(trace, t).splices(rows, table, columns));
    }
    return mutants;
  }

  private static int column(AirProgram program, String name) {
    int column = program.layout().main().indexOf(name);
    if (column < 0) {
      throw new IllegalArgumentException(
          "columns: AIR %s has no main column %s".formatted(program.name(), name));
    }
    return column;
  }

  /** The rows to spoil: the ends, those around the beginning of padding, and random ones. */
  private int[] rows(int height, int paddedHeight, RandomGenerator random) {
    Set<Integer> rows = new TreeSet<>();
    for (int row : new int[] {0, 1, height - 2, height - 1, height, paddedHeight - 1}) {
      if (row >= 0 && row < paddedHeight) {
        rows.add(row);
      }
    }
    int wanted = Math.min(rowsPerTable, paddedHeight);
    while (rows.size() < wanted) {
      rows.add(random.nextInt(paddedHeight));
    }
    return rows.stream().mapToInt(Integer::intValue).toArray();
  }

  private Set<String> allKillers() {
    Set<String> killers = new TreeSet<>();
    for (AirProgram program : programs) {
      program.constraints().forEach(c -> killers.add(MutantJudge.killer(program, c)));
      for (int k = 0; k < program.interactions().size(); k++) {
        killers.add(MutantJudge.killer(program, k));
      }
    }
    return killers;
  }
}
