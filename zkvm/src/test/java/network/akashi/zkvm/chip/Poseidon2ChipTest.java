package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import network.akashi.math.KoalaBear;
import network.akashi.testkit.ForAll;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;

class Poseidon2ChipTest {
  private static final int[] EDGES = {
    0, 1, KoalaBear.P - 1, 0xffff, 0x1_0000, 0x7eff_ffff, 0x7eff_0000, 0x0001_ffff
  };

  private static long[] state(RandomGenerator random, boolean edges) {
    long[] words = new long[8];
    for (int i = 0; i < 16; i++) {
      long word = edges ? EDGES[random.nextInt(EDGES.length)] : random.nextInt(KoalaBear.P);
      words[i / 2] |= word << (32 * (i % 2));
    }
    return words;
  }

  @Test
  void permutesAsTheMachineDoes() {
    ForAll.cases(
        8,
        random -> {
          Program program =
              AcceleratorRuns.program(
                  state(random, random.nextBoolean()),
                  a -> {
                    AcceleratorRuns.call(a, EnvironmentCall.POSEIDON2, 0);
                    AcceleratorRuns.call(a, EnvironmentCall.POSEIDON2, 0);
                    AcceleratorRuns.call(a, EnvironmentCall.POSEIDON2, 4);
                  });
          assertThat(AcceleratorRuns.check(program)).isEqualTo("no findings");
        });
  }
}
