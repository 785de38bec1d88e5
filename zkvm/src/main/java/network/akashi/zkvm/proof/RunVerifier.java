package network.akashi.zkvm.proof;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.SymbolicAir;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.stark.verifier.KeyFamily;
import network.akashi.stark.verifier.Rejection;
import network.akashi.stark.verifier.Verification;
import network.akashi.stark.verifier.Verifier;
import network.akashi.stark.verifier.VerifyingKey;
import network.akashi.zkvm.chip.PublicValue;
import network.akashi.zkvm.chip.ZkMachine;
import network.akashi.zkvm.program.ProgramId;

/**
 * Verifies proofs of runs of any program, knowing its id only. Total on any bytes. Keep one: it
 * reads all chips when it is made. Thread-safe.
 */
public final class RunVerifier {
  private final double minimumBits;
  private final ZkMachine machine = ZkMachine.blank();
  private final List<AirProgram> programs = SymbolicAir.interpret(machine.machine());
  private final Map<SecurityParameters, KeyFamily> families = new ConcurrentHashMap<>();

  /** A verifier of proofs with at least {@code minimumBits} proven bits. */
  public RunVerifier(double minimumBits) {
    this.minimumBits = minimumBits;
  }

  /**
   * Whether {@code proof} shows a whole run of {@code program}. What the run resulted in is in the
   * statement that comes with a yes.
   *
   * @param proof bytes from anywhere
   */
  public RunVerification verify(byte[] proof, ProgramId program) {
    return RunProofFormat.read(proof)
        .map(parts -> verify(parts, program))
        .orElseGet(() -> rejected(RunRejection.MALFORMED));
  }

  private RunVerification verify(RunProof proof, ProgramId program) {
    Statement statement = proof.statement();
    if (!statement.program().equals(program)) {
      return rejected(RunRejection.WRONG_PROGRAM);
    }
    if (statement.segment().pcIn() != proof.commitment().entry()) {
      return rejected(RunRejection.WRONG_START);
    }
    if (!statement.segment().isWhole()) {
      return rejected(RunRejection.NOT_WHOLE);
    }
    SecurityParameters security = SecurityParameters.NAMED.get(proof.security());
    VerifyingKey key =
        families
            .computeIfAbsent(security, named -> new KeyFamily(named, programs, PublicValue.total()))
            .key(Optional.of(ProgramKey.preprocessedKey(machine, proof.commitment())));
    List<Integer> publicValues = Arrays.stream(statement.publicValues()).boxed().toList();
    Verification answer = new Verifier(key, minimumBits).verify(publicValues, proof.stark());
    return switch (answer) {
      case Verification.Accepted() -> new RunVerification.Accepted(statement);
      case Verification.Rejected(Rejection reason) ->
          new RunVerification.Rejected(RunRejection.UNPROVEN, Optional.of(reason));
    };
  }

  private static RunVerification rejected(RunRejection reason) {
    return new RunVerification.Rejected(reason, Optional.empty());
  }
}
