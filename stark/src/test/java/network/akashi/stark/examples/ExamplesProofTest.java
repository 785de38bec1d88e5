package network.akashi.stark.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import network.akashi.math.Parallel;
import network.akashi.stark.SmallMachine;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.audit.AirSurgery;
import network.akashi.stark.audit.MutationHarness;
import network.akashi.stark.prover.Prover;
import network.akashi.stark.prover.ProvingKey;
import network.akashi.stark.verifier.Verification;
import network.akashi.stark.verifier.Verifier;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * What the row checker says, prover and verifier say too: honest traces are proven, and a sample of
 * spoiled and of forged ones is not. (With few queries: the constraints are checked over the whole
 * extension field all the same.)
 */
class ExamplesProofTest {
  private static final Parallel PARALLEL = Parallel.ofThreads(2);

  @AfterAll
  static void close() {
    PARALLEL.close();
  }

  @Test
  void honestTracesAreProven() {
    ForAll.cases(
        1,
        random -> {
          long seed = random.nextLong();
          for (int size : new int[] {1, 8, 100, 300}) {
            assertThat(isProven(Fibonacci.machine()).test(Fibonacci.trace(seed, 1, size))).isTrue();
            assertThat(isProven(SortedList.machine()).test(SortedList.random(size, seed))).isTrue();
            assertThat(isProven(Memory.machine()).test(Memory.random(size, 5, seed))).isTrue();
            assertThat(isProven(BenchMachine.machine()).test(BenchMachine.trace(size, seed)))
                .isTrue();
          }
        });
  }

  @Test
  void spoiledTracesAreNot() {
    ForAll.cases(
        1,
        random -> {
          refuses(Fibonacci.machine(), Fibonacci.trace(3, 4, 3), 30, random);
          refuses(SortedList.machine(), SortedList.trace(new int[] {9, 4, 70, 4}), 15, random);
          refuses(Memory.machine(), Memory.trace(LOG), 15, random);
          refuses(BenchMachine.machine(), BenchMachine.trace(5, 1), 5, random);
        });
  }

  /** Each attack is stopped by its one constraint, and by nothing else. */
  @Test
  void attacksAreProvenExactlyWithoutTheirConstraint() {
    Machine machine = Fibonacci.machine();
    Predicate<TraceSet> isProven = isProven(machine);
    ForAll.cases(
        1,
        random -> {
          Map<String, TraceSet> attacks =
              new MutationHarness(machine, Fibonacci.trace(3, 4, 3))
                  .doublings(1)
                  .forging(true)
                  .run(random)
                  .attacks();
          assertThat(attacks).hasSizeGreaterThan(10);
          attacks.forEach((target, attack) -> {
            assertThat(isProven.test(attack)).as(target).isFalse();
            String constraint = target.substring(target.indexOf('\'') + 1, target.length() - 1);
            Machine faulty =
                AirSurgery.in(
                    machine, "fibonacci", air -> AirSurgery.withoutConstraint(air, constraint));
            assertThat(isProven(faulty).test(attack)).as("without " + target).isTrue();
          });
        });
  }

  private static final List<Memory.Access> LOG =
      List.of(
          new Memory.Access(true, 5, 70),
          new Memory.Access(false, 5, 0),
          new Memory.Access(true, 9, 3),
          new Memory.Access(false, 5, 0));

  private static void refuses(
      Machine machine, TraceSet honest, int sample, java.util.random.RandomGenerator random) {
    assertThat(new MutationHarness(machine, honest).acceptedBy(isProven(machine), sample, random))
        .isEmpty();
  }

  private static Predicate<TraceSet> isProven(Machine machine) {
    ProvingKey key = ProvingKey.of(machine, SmallMachine.TOY);
    Verifier verifier = new Verifier(key.verifyingKey(), 0);
    return trace -> {
      try (Prover prover = new Prover(key, PARALLEL)) {
        byte[] proof = prover.prove(trace);
        return verifier
            .verify(SmallMachine.publicValues(trace), proof)
            .equals(new Verification.Accepted());
      }
    };
  }
}
