package network.akashi.stark.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import network.akashi.math.KoalaBear;
import network.akashi.math.Parallel;
import network.akashi.stark.SmallMachine;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.security.Regime;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.stark.security.WhirParameters;
import network.akashi.stark.verifier.Verifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A prover whose first oracle is wrong in a fraction δ of its leaves, and who does everything else
 * honestly, goes unnoticed exactly when no query meets a wrong leaf: with probability {@code (1 −
 * δ)^t}. The acceptance rate over many proofs must agree, within four standard deviations.
 */
class QuerySoundnessTest {
  private static final int PROOFS = 250;

  /** Few queries and no proof of work, so that rates can be told from zero and one. */
  private static final SecurityParameters WEAK =
      new SecurityParameters("weak", 2, Regime.JOHNSON, 1, 3, 2, 2, 0, 0, 2);

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 16})
  void wrongLeavesAreMetAsOftenAsTheBoundSays(int wrong) {
    SmallMachine machine = new SmallMachine(3);
    ProvingKey key = machine.key(WEAK);
    int accepted = 0;
    int leaves = 0;
    SplittableRandom random = new SplittableRandom(wrong);
    try (Parallel parallel = Parallel.onCaller()) {
      for (int i = 0; i < PROOFS; i++) {
        TraceSet trace = machine.trace(random, 16);
        int[] count = {0};
        CodewordHook hook =
            (codeword, width) -> {
              count[0] = codeword.length / width;
              corrupt(codeword, width, wrong, random);
            };
        try (Prover prover = new Prover(key, parallel, hook)) {
          byte[] proof = prover.prove(trace);
          if (new Verifier(key.verifyingKey(), 0)
              .verify(SmallMachine.publicValues(trace), proof)
              .isAccepted()) {
            accepted++;
          }
        }
        leaves = count[0];
      }
    }
    int queries = WhirParameters.deriveJoint(WEAK, 7, 1).iterations().getFirst().queries();
    double expected = Math.pow(1 - (double) wrong / leaves, queries);
    double deviation = Math.sqrt(PROOFS * expected * (1 - expected));
    assertThat((double) accepted)
        .as("%d of %d leaves wrong, %d queries", wrong, leaves, queries)
        .isBetween(PROOFS * expected - 4 * deviation, PROOFS * expected + 4 * deviation);
  }

  @Test
  void aWordFarFromTheCodeIsNeverAcceptedAtRealParameters() {
    SmallMachine machine = new SmallMachine(8);
    ProvingKey key = machine.key(SecurityParameters.LEAF_118);
    SplittableRandom random = new SplittableRandom(1);
    TraceSet trace = machine.trace(random, 1024);
    try (Parallel parallel = Parallel.ofThreads(2)) {
      CodewordHook hook =
          (codeword, width) -> corrupt(codeword, width, codeword.length / width / 3, random);
      try (Prover prover = new Prover(key, parallel, hook)) {
        assertThat(
                new Verifier(key.verifyingKey(), 118)
                    .verify(SmallMachine.publicValues(trace), prover.prove(trace))
                    .isAccepted())
            .isFalse();
      }
    }
  }

  /** Changes one element in each of {@code wrong} different rows. */
  private static void corrupt(int[] codeword, int width, int wrong, SplittableRandom random) {
    int rows = codeword.length / width;
    boolean[] changed = new boolean[rows];
    for (int done = 0; done < wrong; ) {
      int row = random.nextInt(rows);
      if (!changed[row]) {
        changed[row] = true;
        int at = row * width + random.nextInt(width);
        codeword[at] = KoalaBear.add(codeword[at], KoalaBear.ONE);
        done++;
      }
    }
  }
}
