package network.akashi.stark;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.examples.KeccakAir;
import network.akashi.stark.prover.ProvingKey;
import network.akashi.stark.security.Regime;
import network.akashi.stark.security.SecurityParameters;

/** A machine with nothing but permutations of Keccak-f, and small proofs of it. */
public final class KeccakStatements {
  /** Rows are read in groups of sixteen, which leaves have to hold. */
  private static final SecurityParameters TOY =
      new SecurityParameters("toy-keccak", 10, Regime.JOHNSON, 1, 4, 2, 2, 2, 1, 2);

  private KeccakStatements() {}

  public static ProvingKey key() {
    return ProvingKey.of(new Machine("keccak", List.of(new KeccakAir()), 0), TOY);
  }

  /** Permutations of {@code count} random states. */
  public static TraceSet trace(RandomGenerator random, int count) {
    List<long[]> states = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      states.add(random.longs(25).toArray());
    }
    return new TraceSet(List.of(KeccakAir.table(states)), new int[0]);
  }
}
