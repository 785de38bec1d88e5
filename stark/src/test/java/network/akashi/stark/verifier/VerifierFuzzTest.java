package network.akashi.stark.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;

/**
 * Whatever the bytes are, the verifier answers, and accepts nothing but the honest proof.
 *
 * <p>Runs on the saved inputs only; {@code JAZZER_FUZZ=1} searches for new ones.
 */
@Tag("fuzz")
class VerifierFuzzTest {
  private static final HonestProof HONEST = HonestProof.kept();

  /** Far below what any input may take: a hang would show. */
  private static final long MOST_NANOS = 5_000_000_000L;

  @FuzzTest(maxDuration = "60s")
  void anyBytes(byte[] proof) {
    check(proof);
  }

  /** Starts from the honest proof, whose header random bytes would never hit upon. */
  @FuzzTest(maxDuration = "60s")
  void disturbedProofs(FuzzedDataProvider data) {
    byte[] proof = Arrays.copyOf(HONEST.bytes(), data.consumeInt(0, HONEST.bytes().length + 64));
    while (data.remainingBytes() > 0 && proof.length > 0) {
      proof[data.consumeInt(0, proof.length - 1)] = data.consumeByte();
    }
    check(proof);
  }

  /** Any list of tables under the honest key: shapes that no prover would choose. */
  @FuzzTest(maxDuration = "60s")
  void anyTables(FuzzedDataProvider data) {
    int tables = data.consumeInt(0, ProofFormat.MAX_TABLES);
    byte[] shape = data.consumeBytes(2 * tables);
    byte[] body = data.consumeRemainingAsBytes();
    byte[] proof = Arrays.copyOf(HONEST.bytes(), 38 + shape.length + body.length);
    proof[37] = (byte) (shape.length / 2);
    System.arraycopy(shape, 0, proof, 38, shape.length);
    System.arraycopy(body, 0, proof, 38 + shape.length, body.length);
    check(proof);
  }

  private static void check(byte[] proof) {
    long began = System.nanoTime();
    Verification answer = HONEST.verify(proof);
    assertThat(System.nanoTime() - began).isLessThan(MOST_NANOS);
    assertThat(answer.isAccepted()).isEqualTo(Arrays.equals(proof, HONEST.bytes()));
  }
}
