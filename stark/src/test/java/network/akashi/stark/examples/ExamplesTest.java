package network.akashi.stark.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.SymbolicAir;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.audit.CheckResult;
import network.akashi.stark.audit.RowChecker;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
  /** A machine and an honest trace of about {@code size} rows. */
  record Example(Machine machine, TraceSet trace) {}

  private static List<Example> examples(int size, long seed) {
    return List.of(
        new Example(Fibonacci.machine(), Fibonacci.trace(seed, seed >> 7, size)),
        new Example(SortedList.machine(), SortedList.random(size, seed)),
        new Example(Memory.machine(), Memory.random(size, 1 + size / 3, seed)),
        new Example(BenchMachine.machine(), BenchMachine.trace(size, seed)));
  }

  @Test
  void honestTracesOfAnySizeAreClean() {
    ForAll.cases(
        3,
        random -> {
          for (int size : new int[] {1, 2, 3, 4, 7, 8, 9, 63, 64, 65, 300}) {
            for (Example example : examples(size, random.nextLong())) {
              CheckResult result = new RowChecker(example.machine()).check(example.trace());
              assertThat(result.report())
                  .as("%s of size %d", example.machine().name(), size)
                  .isEqualTo("no findings");
            }
          }
        });
  }

  static Stream<Example> smallExamples() {
    return examples(11, 42).stream();
  }

  @ParameterizedTest
  @MethodSource("smallExamples")
  void everyPublicValueIsPinned(Example example) {
    RowChecker checker = new RowChecker(example.machine());
    for (int i = 0; i < example.machine().publicValues(); i++) {
      int[] publicValues = example.trace().publicValues().clone();
      publicValues[i] = KoalaBear.add(publicValues[i], KoalaBear.ONE);
      TraceSet other = new TraceSet(example.trace().tables(), publicValues);
      assertThat(checker.check(other).isClean()).as("public value %d", i).isFalse();
    }
  }

  @Test
  void fibonacciNumbersAreThoseEverybodyKnows() {
    int[] publicValues = Fibonacci.trace(0, 1, 30).publicValues();
    assertThat(Arrays.stream(publicValues).map(KoalaBear::toInt)).containsExactly(0, 1, 30, 832040);
    assertThatThrownBy(() -> Fibonacci.trace(0, 1, -1)).hasMessageContaining("steps");
  }

  @Test
  void sortedListStatesItsEnds() {
    int[] values = {5, -1, 0x20003, 7};
    int[] publicValues = SortedList.trace(values).publicValues();
    assertThat(Arrays.stream(publicValues).map(KoalaBear::toInt))
        .containsExactly(4, 5, 0, 0xffff, 0xffff);
    assertThatThrownBy(() -> SortedList.trace(new int[0])).hasMessageContaining("values");
  }

  @Test
  void equalValuesAreInOrder() {
    RowChecker checker = new RowChecker(SortedList.machine());
    assertThat(checker.check(SortedList.trace(new int[] {9, 9, 9, 0, 0})).isClean()).isTrue();
  }

  @Test
  void memoryYieldsWhatWasWritten() {
    TraceSet trace =
        Memory.trace(
            List.of(
                new Memory.Access(false, 5, 0),
                new Memory.Access(true, 5, 70),
                new Memory.Access(false, 5, 0),
                new Memory.Access(true, Memory.CELLS - 1, KoalaBear.P - 1),
                new Memory.Access(false, Memory.CELLS - 1, 0)));
    assertThat(Arrays.stream(trace.publicValues()).map(KoalaBear::toInt)).containsExactly(5, 69);
    assertThat(new RowChecker(Memory.machine()).check(trace).isClean()).isTrue();
    assertThatThrownBy(() -> new Memory.Access(false, Memory.CELLS, 0))
        .hasMessageContaining("address");
    assertThatThrownBy(() -> new Memory.Access(true, 0, -1)).hasMessageContaining("value");
    assertThatThrownBy(() -> Memory.trace(List.of())).hasMessageContaining("log");
  }

  @Test
  void theBenchMachineHasTheShapeItPromises() {
    AirProgram program = SymbolicAir.interpret(BenchMachine.machine()).getFirst();
    assertThat(program.layout().main()).hasSize(40);
    assertThat(program.interactions()).hasSize(24);
    assertThat(program.degree()).isEqualTo(3);
  }

  @Test
  void degreesAreWhatTheGuideSays() {
    assertThat(SymbolicAir.interpret(Fibonacci.machine()).getFirst().degree()).isEqualTo(3);
    assertThat(SymbolicAir.interpret(SortedList.machine()).stream().map(AirProgram::degree))
        .containsExactly(2, 3, 1);
    assertThat(SymbolicAir.interpret(Memory.machine()).stream().map(AirProgram::degree))
        .containsExactly(4, 3, 1, 1);
  }

  /**
   * 2^16 rows by 40 columns with 24 interactions a row: about a second is the limit of patience.
   */
  @Test
  void aTallTableIsCheckedInSeconds() {
    RowChecker checker = new RowChecker(BenchMachine.machine());
    TraceSet trace = BenchMachine.trace(1 << 16, 7);
    long start = System.nanoTime();
    assertThat(checker.check(trace).isClean()).isTrue();
    assertThat((System.nanoTime() - start) / 1_000_000_000.0).as("seconds").isLessThan(10);
  }
}
