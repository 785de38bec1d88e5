package network.akashi.zkvm.proof;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import network.akashi.zkvm.program.ProgramId;

/**
 * No bytes make a verifier of runs throw, or are read in two ways. Runs its seeds in ordinary
 * builds, a fuzzer with JAZZER_FUZZ=1.
 */
class RunProofFuzzTest {
  private static final RunVerifier VERIFIER = new RunVerifier(118);

  @FuzzTest
  void neverThrows(byte[] proof) {
    ProgramId id =
        RunProofFormat.read(proof)
            .map(parts -> parts.statement().program())
            .orElseGet(() -> ProgramId.of(new byte[ProgramId.BYTES]));
    if (VERIFIER.verify(proof, id).isAccepted()) {
      throw new AssertionError("bytes from nowhere were accepted");
    }
    RunProofFormat.read(proof)
        .map(RunProofFormat::write)
        .ifPresent(again -> {
          if (!Arrays.equals(again, proof)) {
            throw new AssertionError("read and written again, the proof is another");
          }
        });
  }
}
