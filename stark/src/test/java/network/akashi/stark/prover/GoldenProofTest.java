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
import network.akashi.stark.KeccakStatements;
import network.akashi.stark.SmallMachine;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.examples.Fibonacci;
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
  @SuppressWarnings("ImmutableEnumChecker") // machines and parameters are records
  enum Golden {
    TOY(SmallMachine.TOY, new SmallMachine(3), 16),
    LEAF(SecurityParameters.LEAF_118, new SmallMachine(8), 256),
    UNIQUE(SecurityParameters.UNIQUE_118, new SmallMachine(8), 128),
    /** Keccak-f in a table of its own. */
    KECCAK(SmallMachine.TOY) {
      @Override
      ProvingKey key() {
        return KeccakStatements.key();
      }

      @Override
      TraceSet trace() {
        return KeccakStatements.trace(new SplittableRandom(20), 20);
      }
    },
    /** No buses, no preprocessed columns. */
    BARE(SmallMachine.TOY) {
      @Override
      ProvingKey key() {
        return ProvingKey.of(Fibonacci.machine(), SmallMachine.TOY);
      }

      @Override
      TraceSet trace() {
        return Fibonacci.trace(1, 2, 11);
      }
    };

    private final SecurityParameters security;
    private final SmallMachine machine;
    private final int height;

    Golden(SecurityParameters security, SmallMachine machine, int height) {
      this.security = security;
      this.machine = machine;
      this.height = height;
    }

    Golden(SecurityParameters security) {
      this(security, new SmallMachine(3), 0);
    }

    ProvingKey key() {
      return machine.key(security);
    }

    TraceSet trace() {
      return machine.trace(new SplittableRandom(20), height);
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
    ProvingKey key = golden.key();
    TraceSet trace = golden.trace();
    byte[] made;
    try (Parallel parallel = Parallel.ofThreads(2);
        Prover prover = new Prover(key, parallel)) {
      made = prover.prove(trace);
    }
    String folder = System.getProperty("akashi.golden", "");
    if (!folder.isEmpty()) {
      Files.write(Path.of(folder, golden.file()), made);
    }
    assertThat(made).as("%s, made anew", golden).isEqualTo(golden.kept());
    assertThat(
            new Verifier(key.verifyingKey(), golden.security.targetBits())
                .verify(SmallMachine.publicValues(trace), golden.kept()))
        .isEqualTo(new Verification.Accepted());
    assertThat(ProofFormat.VERSION).isEqualTo(1);
  }
}
