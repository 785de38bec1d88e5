package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import network.akashi.testkit.ForAll;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;

class Sha256ChipTest {
  private static final EnvironmentCall CALL = EnvironmentCall.SHA256_COMPRESS;

  @Test
  void compressesAnyBlockIntoAnyState() {
    ForAll.cases(
        3,
        random -> {
          long[] data = random.longs(40).toArray();
          accepts(
              AcceleratorRuns.program(
                  data,
                  a -> {
                    AcceleratorRuns.call(a, CALL, 0, 4);
                    AcceleratorRuns.call(a, CALL, 20, 24);
                    AcceleratorRuns.call(a, CALL, 0, 12);
                  }));
        });
  }

  @Test
  void allBitsSetAndNone() {
    long[] ones = new long[12];
    Arrays.fill(ones, -1);
    accepts(AcceleratorRuns.program(ones, a -> AcceleratorRuns.call(a, CALL, 0, 4)));
    accepts(AcceleratorRuns.program(new long[12], a -> AcceleratorRuns.call(a, CALL, 0, 4)));
  }

  @Test
  void stateAndBlockMayOverlap() {
    long[] data = {1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12};
    for (int state = 0; state <= 8; state++) {
      int at = state;
      accepts(AcceleratorRuns.program(data, a -> AcceleratorRuns.call(a, CALL, at, 2)));
    }
  }

  @Test
  void aTableThatCallsFillIsAccepted() {
    // 17 rows a call: 15 calls leave one row of 256
    long[] data = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    accepts(
        AcceleratorRuns.program(
            data,
            a -> {
              for (int i = 0; i < 15; i++) {
                AcceleratorRuns.call(a, CALL, 0, 4);
              }
            }));
  }

  private static void accepts(Program program) {
    assertThat(AcceleratorRuns.check(program)).isEqualTo("no findings");
  }
}
