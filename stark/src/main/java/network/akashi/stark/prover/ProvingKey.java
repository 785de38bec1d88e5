package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.math.IntBuffers;
import network.akashi.math.KoalaBear;
import network.akashi.math.MathProvider;
import network.akashi.math.Ntt;
import network.akashi.math.Parallel;
import network.akashi.math.RowMatrix;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.SymbolicAir;
import network.akashi.stark.air.Table;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.stark.verifier.PreprocessedKey;
import network.akashi.stark.verifier.StackLayout;
import network.akashi.stark.verifier.VerifyingKey;

/**
 * What a prover needs to know of a machine beyond the verifying key: how tables are padded, and the
 * preprocessed columns themselves. Immutable; may be used by any number of provers.
 */
public final class ProvingKey {
  private final Machine machine;
  private final VerifyingKey verifyingKey;
  private final int[] preprocessed;

  private ProvingKey(Machine machine, VerifyingKey verifyingKey, int[] preprocessed) {
    this.machine = machine;
    this.verifyingKey = verifyingKey;
    this.preprocessed = preprocessed;
  }

  /**
   * The keys of {@code machine}, whose AIRs say themselves what their preprocessed columns hold.
   */
  public static ProvingKey of(Machine machine, SecurityParameters security) {
    return of(machine, security, machine.preprocessedTables(security.firstFold()));
  }

  /**
   * The keys of {@code machine}.
   *
   * @param preprocessed for each AIR with preprocessed columns, in the order of the AIRs, their
   *     table; its height is a power of two and fixes the height of the AIR's table
   * @throws IllegalArgumentException if a table is missing, superfluous or of the wrong shape
   */
  public static ProvingKey of(
      Machine machine, SecurityParameters security, List<Table> preprocessed) {
    List<AirProgram> programs = SymbolicAir.interpret(machine);
    if (preprocessed.isEmpty()
        && programs.stream().allMatch(p -> p.layout().preprocessed().isEmpty())) {
      VerifyingKey key =
          VerifyingKey.of(security, programs, machine.publicValues(), Optional.empty());
      return new ProvingKey(machine, key, new int[0]);
    }
    Fixed fixed = Fixed.of(machine, security, preprocessed, MathProvider.get());
    VerifyingKey key =
        VerifyingKey.of(security, programs, machine.publicValues(), Optional.of(fixed.key));
    return new ProvingKey(machine, key, fixed.stack);
  }

  /**
   * The commitment to the preprocessed columns of {@code machine}, which has some, without the rest
   * of the key.
   *
   * @param kernels what computes it; the result is the same for all
   */
  public static PreprocessedKey commit(
      Machine machine, SecurityParameters security, MathProvider kernels) {
    List<Table> tables = machine.preprocessedTables(security.firstFold());
    return Fixed.of(machine, security, tables, kernels).key;
  }

  /** The preprocessed columns and the commitment to them. */
  @SuppressWarnings("ArrayRecordComponent") // is taken apart at once
  private record Fixed(PreprocessedKey key, int[] stack) {
    static Fixed of(
        Machine machine, SecurityParameters security, List<Table> tables, MathProvider kernels) {
      List<Integer> logHeights = PreprocessedTables.logHeights(machine.airs(), tables, security);
      StackLayout layout =
          VerifyingKey.preprocessedLayout(
              security, machine.airs().stream().map(Air::layout).toList(), logHeights);
      int[] stack = PreprocessedTables.stack(layout, tables);
      List<Integer> root = new ArrayList<>();
      try (Parallel parallel = Parallel.ofAllCores();
          IntBuffers buffers = new IntBuffers();
          IntBuffers.Arena arena = buffers.arena()) {
        ProverContext context = ProverContext.of(parallel, arena, new Ntt(kernels), kernels);
        OracleTree tree = ProvingKey.commit(context, stack, layout, security);
        for (int element : tree.root()) {
          root.add(KoalaBear.toInt(element));
        }
      }
      return new Fixed(new PreprocessedKey(root, logHeights), stack);
    }
  }

  private static OracleTree commit(
      ProverContext context, int[] stack, StackLayout layout, SecurityParameters security) {
    int logRows = layout.variables() - security.firstFold();
    return OracleTree.commit(
        context,
        RowMatrix.of(stack, 0, logRows, 1 << security.firstFold()),
        security.logInverseRate());
  }

  public VerifyingKey verifyingKey() {
    return verifyingKey;
  }

  Air air(int index) {
    return machine.airs().get(index);
  }

  /** The stacked preprocessed columns; empty if there are none. */
  int[] preprocessedStack() {
    return preprocessed;
  }

  /** Commits to the preprocessed columns again, to open them. */
  OracleTree commitPreprocessed(ProverContext context) {
    VerifyingKey key = verifyingKey;
    StackLayout layout = key.preprocessedLayout().orElseThrow();
    return commit(context, preprocessed, layout, key.security());
  }
}
