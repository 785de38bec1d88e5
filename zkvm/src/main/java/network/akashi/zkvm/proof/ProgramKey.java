package network.akashi.zkvm.proof;

import java.util.List;
import network.akashi.math.MathProvider;
import network.akashi.stark.prover.ProvingKey;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.stark.verifier.PreprocessedKey;
import network.akashi.zkvm.chip.ZkMachine;
import network.akashi.zkvm.program.Program;
import network.akashi.zkvm.program.ProgramId;

/** What it takes to prove runs of one program. Immutable; costs a commitment to make. */
public final class ProgramKey {
  private final Program program;
  private final ZkMachine machine;
  private final ProvingKey provingKey;
  private final ProgramCommitment commitment;

  private ProgramKey(
      Program program, ZkMachine machine, ProvingKey provingKey, ProgramCommitment commitment) {
    this.program = program;
    this.machine = machine;
    this.provingKey = provingKey;
    this.commitment = commitment;
  }

  /** The key for proofs of 118 proven bits. */
  public static ProgramKey of(Program program) {
    return of(program, SecurityParameters.LEAF_118);
  }

  /**
   * The key for proofs with the given parameters.
   *
   * @throws IllegalArgumentException if these commit at another rate than {@link
   *     SecurityParameters#LEAF_118}, which ids of programs are made with
   */
  public static ProgramKey of(Program program, SecurityParameters security) {
    if (security.logInverseRate() != SecurityParameters.LEAF_118.logInverseRate()
        || security.firstFold() != SecurityParameters.LEAF_118.firstFold()) {
      throw new IllegalArgumentException(
          "security: programs are committed to at the rate of leaf-118, not of " + security.name());
    }
    ZkMachine machine = ZkMachine.of(program);
    ProvingKey key = ProvingKey.of(machine.machine(), security);
    ProgramCommitment commitment =
        commitment(program, machine, key.verifyingKey().preprocessed().orElseThrow());
    return new ProgramKey(program, machine, key, commitment);
  }

  /**
   * What a program's id is made of; costs less than a key.
   *
   * <p>By the scalar kernels: who asks for an id has often just started, and these are done before
   * a JVM has compiled those on vectors, which it interprets a hundred times slower.
   */
  public static ProgramCommitment commitment(Program program) {
    ZkMachine machine = ZkMachine.of(program);
    PreprocessedKey fixed =
        ProvingKey.commit(machine.machine(), SecurityParameters.LEAF_118, MathProvider.scalar());
    return commitment(program, machine, fixed);
  }

  private static ProgramCommitment commitment(
      Program program, ZkMachine machine, PreprocessedKey fixed) {
    List<Integer> heights =
        machine.programTables().stream().map(air -> fixed.logHeights().get(air)).toList();
    return new ProgramCommitment(program.image().entry(), fixed.root(), heights);
  }

  /** What the verifying key says of fixed columns. */
  static PreprocessedKey preprocessedKey(ZkMachine machine, ProgramCommitment commitment) {
    return new PreprocessedKey(commitment.root(), machine.fixedLogHeights(commitment.logHeights()));
  }

  public Program program() {
    return program;
  }

  /** The program's name: what a verifier asks for. */
  public ProgramId id() {
    return commitment.id();
  }

  /** What a proof brings along of the program. */
  public ProgramCommitment commitment() {
    return commitment;
  }

  public SecurityParameters security() {
    return provingKey.verifyingKey().security();
  }

  ZkMachine machine() {
    return machine;
  }

  ProvingKey provingKey() {
    return provingKey;
  }
}
