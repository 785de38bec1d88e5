package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.stark.security.SecurityReport;
import network.akashi.stark.security.StatementSize;
import network.akashi.stark.security.WhirParameters;

/**
 * All that follows from a verifying key and the tables of a proof: where everything lies, and how
 * long everything is. Prover and verifier derive it alike; a proof says nothing but the heights.
 *
 * @param key the verifying key
 * @param tables the tables, ordered by AIR
 * @param main where the main columns lie, table by table
 * @param preprocessed where the preprocessed columns lie, table by table; empty if there are none
 * @param fractions where each table's interactions lie in the LogUp tree, table by table
 * @param whir the schedule of the opening
 */
public record ProofShape(
    VerifyingKey key,
    List<TableShape> tables,
    StackLayout main,
    Optional<StackLayout> preprocessed,
    StackLayout fractions,
    WhirParameters whir) {

  /** Taller tables than this are refused. */
  public static final int MAX_LOG_HEIGHT = 26;

  public ProofShape {
    tables = List.copyOf(tables);
  }

  /** The shape, or the reason for which there is none. */
  public sealed interface Derived {}

  /** There is one. */
  public record Valid(ProofShape shape) implements Derived {}

  /** The tables are not what the key allows. */
  public record Invalid(Rejection reason) implements Derived {}

  /** Derives the shape; total on any list of tables. */
  public static Derived derive(VerifyingKey key, List<TableShape> tables) {
    if (!allowed(key, tables)) {
      return new Invalid(Rejection.BAD_SHAPE);
    }
    if (!busesFit(key, tables)) {
      return new Invalid(Rejection.BUS_OVERFLOW);
    }
    SecurityParameters security = key.security();
    Optional<StackLayout> preprocessed = key.preprocessedLayout();
    List<Integer> mainHeights = new ArrayList<>();
    List<Integer> fractionHeights = new ArrayList<>();
    for (TableShape table : tables) {
      AirProgram program = key.programs().get(table.air());
      program.layout().main().forEach(_ -> mainHeights.add(table.logHeight()));
      program.interactions().forEach(_ -> fractionHeights.add(table.logHeight()));
    }
    StackLayout own = StackLayout.of(mainHeights);
    StackLayout main = preprocessed.map(other -> own.atLeast(other.variables())).orElse(own);
    if (main.variables() > WhirParameters.maxVariables(security)) {
      return new Invalid(Rejection.BAD_SHAPE);
    }
    WhirParameters whir;
    try {
      whir =
          WhirParameters.deriveJoint(security, main.variables(), preprocessed.isPresent() ? 1 : 0);
    } catch (IllegalArgumentException _) {
      return new Invalid(Rejection.INSUFFICIENT_SECURITY);
    }
    return new Valid(
        new ProofShape(key, tables, main, preprocessed, StackLayout.of(fractionHeights), whir));
  }

  private static boolean allowed(VerifyingKey key, List<TableShape> tables) {
    int[] instances = new int[key.programs().size()];
    int previous = 0;
    for (TableShape table : tables) {
      if (table.air() < previous || table.air() >= instances.length) {
        return false;
      }
      previous = table.air();
      instances[table.air()]++;
      if (table.logHeight() < key.security().firstFold() || table.logHeight() > MAX_LOG_HEIGHT) {
        return false;
      }
      if (key.programs().get(table.air()).keccak().isPresent()
          && key.security().firstFold() < RowGroups.LOG_SIZE) {
        return false;
      }
      int fixed = key.preprocessed().map(p -> p.logHeights().get(table.air())).orElse(-1);
      if (fixed >= 0 && table.logHeight() != fixed) {
        return false;
      }
    }
    for (int air = 0; air < instances.length; air++) {
      AirProgram program = key.programs().get(air);
      if (instances[air] < program.instances().min()
          || instances[air] > program.instances().max()) {
        return false;
      }
    }
    return !tables.isEmpty();
  }

  /**
   * LogUp compares multiplicities mod p, so no bus may carry p tuples or more (Haböck, eprint
   * 2022/1530, section 3). This asks for one less, the most that tables could carry without.
   */
  private static boolean busesFit(VerifyingKey key, List<TableShape> tables) {
    Map<Integer, Long> tuples = new HashMap<>();
    for (TableShape table : tables) {
      for (Interaction interaction : key.programs().get(table.air()).interactions()) {
        tuples.merge(interaction.bus().tag(), 1L << table.logHeight(), Long::sum);
      }
    }
    return tuples.values().stream().allMatch(count -> count < KoalaBear.P - 1);
  }

  /** The program of {@code table}. */
  public AirProgram program(TableShape table) {
    return key.programs().get(table.air());
  }

  /** log2 of the tallest table's height: rounds of the constraint sumcheck. */
  public int maxLogHeight() {
    return tables.stream().mapToInt(TableShape::logHeight).max().orElseThrow();
  }

  /** Degree of the constraint sumcheck's polynomials: that of the constraints, and one for eq. */
  public int sumcheckDegree() {
    return 1 + tables.stream().mapToInt(table -> program(table).degree()).max().orElseThrow();
  }

  public boolean hasInteractions() {
    return !fractions.slots().isEmpty();
  }

  /** The error terms of a proof of this shape. */
  public SecurityReport security() {
    int constraints = 0;
    int claims = 0;
    int keccakTables = 0;
    for (TableShape table : tables) {
      AirProgram program = program(table);
      keccakTables += program.keccak().isPresent() ? 1 : 0;
      constraints += program.constraints().size();
      claims +=
          program.layout().main().size()
              + program.layout().preprocessed().size()
              + program.nextColumns().size();
    }
    return SecurityReport.of(
        whir,
        new StatementSize(
            main.variables(),
            maxLogHeight(),
            hasInteractions() ? fractions.variables() : -1,
            constraints,
            sumcheckDegree(),
            claims + 1 + 3 * keccakTables,
            keccakTables));
  }
}
