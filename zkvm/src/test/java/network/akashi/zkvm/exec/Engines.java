package network.akashi.zkvm.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;

/** Every way to run a program. */
final class Engines {
  private Engines() {}

  static List<Executor> all() {
    return List.of(Executor.interpreter(), Executor.translator(), recording());
  }

  private static Executor recording() {
    return (program, input, maxCycles) ->
        Executor.record(program, input, maxCycles, new ReplayingRecorder(program, input));
  }

  /** Runs in all engines, which must not differ in anything. */
  static Execution execute(Program program, byte[] input, long maxCycles) {
    Execution expected = Executor.interpreter().execute(program, input, maxCycles);
    for (Executor engine : all()) {
      assertSame(engine.execute(program, input, maxCycles), expected);
    }
    // once more with what has been translated by now
    Executor translator = Executor.translator();
    for (int i = 0; i < 3; i++) {
      assertSame(translator.execute(program, input, maxCycles), expected);
    }
    return expected;
  }

  static void assertSame(Execution actual, Execution expected) {
    assertThat(actual.outcome()).isEqualTo(expected.outcome());
    assertThat(actual.pc()).isEqualTo(expected.pc());
    for (Op op : Op.all()) {
      assertThat(actual.counts().of(op)).as("count of %s", op).isEqualTo(expected.counts().of(op));
    }
    for (EnvironmentCall call : EnvironmentCall.values()) {
      assertThat(actual.counts().of(call))
          .as("count of %s", call)
          .isEqualTo(expected.counts().of(call));
    }
    assertThat(actual.cycles()).isEqualTo(expected.cycles());
    assertThat(actual.cells()).isEqualTo(expected.cells());
    assertThat(actual.misaligned()).isEqualTo(expected.misaligned());
    assertThat(actual.output()).isEqualTo(expected.output());
    assertThat(actual.outputDigest()).isEqualTo(expected.outputDigest());
    assertThat(actual.log()).isEqualTo(expected.log());
  }
}
