package network.akashi.zkvm.exec;

import static network.akashi.zkvm.exec.GuestFiles.words;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.isa.Family;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;

class TraceTest {
  /** What a recorder is told, as text. */
  private static final class Notes implements TraceRecorder {
    private final List<String> notes = new ArrayList<>();

    @Override
    public void argument(int number, long value) {
      notes.add("argument %d %d".formatted(number, value));
    }

    @Override
    public void access(long address, long before, long after) {
      notes.add("access %d %d %d".formatted(address, before, after));
    }

    @Override
    public void instruction(int index, long first, long second, long before, long after) {
      notes.add("%d %d %d %d %d".formatted(index, first, second, before, after));
    }
  }

  @Test
  void holdsWhatTheRecorderIsTold() {
    Program program = GuestFiles.program("sort");
    byte[] input = words(1500, 7);
    Notes notes = new Notes();
    Trace trace = new Trace(program.code());

    Engines.assertSame(
        Executor.record(program, input, 1L << 30, notes),
        Executor.record(program, input, 1L << 30, trace));

    List<String> found = new ArrayList<>();
    for (int row = 0; row < trace.rows(); row++) {
      for (int i = trace.firstAccess(row); i < trace.firstAccess(row + 1); i++) {
        int key = trace.accessKey(i);
        found.add(
            key >= Trace.REGISTER
                ? "argument %d %d".formatted(key - Trace.REGISTER, trace.accessBefore(i))
                : "access %d %d %d"
                    .formatted(8L * key, trace.accessBefore(i), trace.accessAfter(i)));
      }
      found.add(
          "%d %d %d %d %d"
              .formatted(
                  trace.instruction(row),
                  trace.first(row),
                  trace.second(row),
                  trace.before(row),
                  trace.after(row)));
    }
    assertThat(trace.rows()).isGreaterThan(1 << 16);
    assertThat(found).isEqualTo(notes.notes);
  }

  @Test
  void whatATrappingInstructionDidIsNoPartOfIt() {
    Program program =
        Guest.program(a ->
            a.li(Assembler.A0, Guest.DATA)
                .li(Assembler.T0, -1)
                .store(Op.SW, Assembler.T0, Assembler.A0, 4)
                .ecall(EnvironmentCall.POSEIDON2));
    Trace trace = new Trace(program.code());
    Execution run = Executor.record(program, new byte[0], 100, trace);

    assertThat(run.outcome()).isInstanceOf(Outcome.Trapped.class);
    assertThat(trace.rows()).isEqualTo((int) run.cycles());
    assertThat(trace.accesses()).isEqualTo(1);
    assertThat(trace.firstAccess(trace.rows())).isEqualTo(1);
  }

  @Test
  void misalignedStoresTouchTwoWords() {
    Program program =
        Guest.program(a ->
            a.li(Assembler.S0, Guest.DATA + 6)
                .li(Assembler.T0, 0x0403_0201)
                .store(Op.SW, Assembler.T0, Assembler.S0, 0)
                .halt(0));
    Trace trace = new Trace(program.code());
    Executor.record(program, new byte[0], 100, trace);

    int row = trace.rows(Family.STORE_NARROW)[0];
    int access = trace.firstAccess(row);
    assertThat(trace.firstAccess(row + 1)).isEqualTo(access + 2);
    assertThat(trace.accessKey(access)).isEqualTo((int) (Guest.DATA >>> 3));
    assertThat(trace.accessAfter(access)).isEqualTo(0x0201L << 48);
    assertThat(trace.accessKey(access + 1)).isEqualTo((int) (Guest.DATA >>> 3) + 1);
    assertThat(trace.accessAfter(access + 1)).isEqualTo(0x0403);
  }

  @Test
  void rowsOfFamiliesMakeUpTheRun() {
    Program program = GuestFiles.program("bigint");
    Trace trace = new Trace(program.code());
    Execution run = Executor.record(program, words(50), 1L << 30, trace);
    int sum = 0;
    for (Family family : Family.values()) {
      assertThat(trace.rows(family)).hasSize((int) run.counts().of(family));
      sum += trace.rows(family).length;
    }
    assertThat(sum).isEqualTo(trace.rows());
  }
}
