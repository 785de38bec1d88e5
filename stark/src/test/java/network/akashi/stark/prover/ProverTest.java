package network.akashi.stark.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import network.akashi.math.Parallel;
import network.akashi.stark.SmallMachine;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.stark.verifier.Verification;
import network.akashi.stark.verifier.Verifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProverTest {
  @ParameterizedTest
  @ValueSource(ints = {128, 256, 1024})
  void honestProofsAreAccepted(int height) {
    SmallMachine machine = new SmallMachine(8);
    ProvingKey key = machine.key(SecurityParameters.LEAF_118);
    TraceSet trace = machine.trace(new SplittableRandom(1), height);
    try (Parallel parallel = Parallel.ofThreads(2);
        Prover prover = new Prover(key, parallel)) {
      byte[] proof = prover.prove(trace);
      Verification verification =
          new Verifier(key.verifyingKey(), 118).verify(SmallMachine.publicValues(trace), proof);
      assertThat(verification).isEqualTo(new Verification.Accepted());
    }
  }

  /** Nor on the memory that earlier proofs of other sizes left behind. */
  @Test
  void proofsDoNotDependOnThreads() {
    SmallMachine machine = new SmallMachine(8);
    ProvingKey key = machine.key(SecurityParameters.LEAF_118);
    TraceSet trace = machine.trace(new SplittableRandom(1), 4096);
    byte[] alone = prove(key, trace, 1, trace);
    TraceSet other = machine.trace(new SplittableRandom(2), 2048);
    assertThat(prove(key, other, 3, trace)).isEqualTo(alone);
  }

  private static byte[] prove(ProvingKey key, TraceSet first, int threads, TraceSet trace) {
    try (Parallel parallel = Parallel.ofThreads(threads);
        Prover prover = new Prover(key, parallel)) {
      prover.prove(first);
      return prover.prove(trace);
    }
  }
}
