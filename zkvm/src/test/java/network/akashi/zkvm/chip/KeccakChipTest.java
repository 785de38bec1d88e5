package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import network.akashi.testkit.ForAll;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;

class KeccakChipTest {
  @Test
  void permutesAsTheMachineDoes() {
    ForAll.cases(
        2,
        random -> {
          long[] data = random.longs(60).toArray();
          Program program =
              AcceleratorRuns.program(
                  data,
                  a -> {
                    for (int i = 0; i < 5; i++) {
                      AcceleratorRuns.call(a, EnvironmentCall.KECCAK_F, 7 * i);
                    }
                  });
          assertThat(AcceleratorRuns.check(program)).isEqualTo("no findings");
        });
  }

  @Test
  void chainOfZeros() {
    Program program =
        AcceleratorRuns.program(
            new long[25],
            a -> {
              for (int i = 0; i < 6; i++) {
                AcceleratorRuns.call(a, EnvironmentCall.KECCAK_F, 0);
              }
            });
    assertThat(AcceleratorRuns.check(program)).isEqualTo("no findings");
  }
}
