package network.akashi.stark.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import network.akashi.math.Parallel;
import network.akashi.stark.SmallMachine;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void eachPhaseBeginsAndEndsOnceInOrder() {
    List<String> heard = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void began(Phase phase) {
            heard.add("began " + phase);
          }

          @Override
          public void ended(Phase phase, long nanos) {
            heard.add("ended " + phase);
            times.add(nanos);
          }
        };
    List<String> expected = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      expected.add("began " + phase);
      expected.add("ended " + phase);
    }
    SmallMachine machine = new SmallMachine(3);
    try (Parallel parallel = Parallel.onCaller();
        Prover prover = new Prover(machine.key(SmallMachine.TOY), parallel)) {
      for (int proof = 0; proof < 2; proof++) {
        heard.clear();
        times.clear();
        long began = System.nanoTime();
        prover.prove(machine.trace(new SplittableRandom(1), 16), listener);
        long whole = System.nanoTime() - began;
        assertThat(heard).isEqualTo(expected);
        assertThat(times).allMatch(nanos -> nanos > 0);
        assertThat(times.stream().mapToLong(Long::longValue).sum()).isLessThanOrEqualTo(whole);
      }
    }
  }
}
