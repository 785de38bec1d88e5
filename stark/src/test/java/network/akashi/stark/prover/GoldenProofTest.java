package network.akashi.stark.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import network.akashi.math.Parallel;
import network.akashi.stark.SmallMachine;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.stark.verifier.ProofFormat;
import network.akashi.stark.verifier.Verification;
import network.akashi.stark.verifier.Verifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Proofs of each format version are kept, and verified for ever. The prover is deterministic, so
 * the current version's are also made again, byte for byte: a change of the protocol that forgets
 * to change {@link ProofFormat#VERSION} fails here.
 *
 * <p>{@code -Dakashi.golden=FOLDER} writes them anew, for a new version.
 */
class GoldenProofTest {
  /** A kept statement. */
  @SuppressWarnings("ImmutableEnumChecker") // a record of integers
  enum Golden {
    TOY(3, 16, SmallMachine.TOY),
    LEAF(8, 256, SecurityParameters.LEAF_118),
    UNIQUE(8, 128, SecurityParameters.UNIQUE_118);

    private final int logRange;
    private final int height;
    private final SecurityParameters security;

    Golden(int logRange, int height, SecurityParameters security) {
      this.logRange = logRange;
      this.height = height;
      this.security = security;
    }

    String file() {
      return "v1-" + name().toLowerCase(Locale.ROOT) + ".proof";
    }

    byte[] kept() {
      try (InputStream in =
          Objects.requireNonNull(GoldenProofTest.class.getResourceAsStream("/golden/" + file()))) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void keptProofsAreAcceptedAndMadeAgain(Golden golden) throws IOException {
    SmallMachine machine = new SmallMachine(golden.logRange);
    ProvingKey key = machine.key(golden.security);
    TraceSet trace = machine.trace(new SplittableRandom(20), golden.height);
    byte[] made;
    try (Parallel parallel = Parallel.ofThreads(2);
        Prover prover = new Prover(key, parallel)) {
      made = prover.prove(trace);
    }
    String folder = System.getProperty("akashi.golden", "");
    if (!folder.isEmpty()) {
      Files.write(Path.of(folder, golden.file()), made);
    }
    assertThat(
            new Verifier(key.verifyingKey(), golden.security.targetBits())
                .verify(SmallMachine.publicValues(trace), golden.kept()))
        .isEqualTo(new Verification.Accepted());
    assertThat(made).isEqualTo(golden.kept());
    assertThat(ProofFormat.VERSION).isEqualTo(1);
  }
}
