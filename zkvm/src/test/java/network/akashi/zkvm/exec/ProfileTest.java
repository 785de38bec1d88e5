package network.akashi.zkvm.exec;

import static network.akashi.zkvm.asm.Assembler.A0;
import static network.akashi.zkvm.asm.Assembler.A1;
import static network.akashi.zkvm.asm.Assembler.A2;
import static network.akashi.zkvm.asm.Assembler.T0;
import static network.akashi.zkvm.asm.Assembler.T1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;

class ProfileTest {
  private static final long PLACE = 0x7000_1000L;

  private static Assembler mark(Assembler a, char name) {
    a.li(T0, (long) name << 8).li(T1, PLACE).store(Op.SD, T0, T1, 0);
    return a.li(A0, 2).li(A1, PLACE).li(A2, 2).ecall(EnvironmentCall.WRITE);
  }

  @Test
  void cyclesBelongToTheLastMark() {
    Program program =
        Guest.program(a -> {
          mark(a, 'a');
          a.li(T0, 1).li(T0, 2).li(T0, 3);
          mark(a, 'b');
          a.li(A0, PLACE).ecall(EnvironmentCall.KECCAK_F);
          mark(a, 'a');
          a.halt(0);
        });
    Executor.Profiled profiled = Executor.profile(program, new byte[0], 1000);

    Execution run = profiled.run();
    assertThat(run.outcome()).isEqualTo(new Outcome.Halted(0));
    assertThat(run.cycles()).isEqualTo(Engines.execute(program, new byte[0], 1000).cycles());
    long all = profiled.profile().costs().values().stream().mapToLong(Profile.Cost::cycles).sum();
    assertThat(all).isEqualTo(run.cycles());
    // eight instructions lead to the call of a mark, which belongs to the part that it begins
    int halt = 3;
    assertThat(profiled.profile().costs())
        .contains(
            entry(Profile.START, new Profile.Cost(8, 0)),
            entry("b", new Profile.Cost(1 + 3 + 8, 1)),
            entry("a", new Profile.Cost(1 + 3 + 8 + 1 + halt, 0)));
  }

  @Test
  void marksAreNoMessages() {
    Program program = Guest.program(a -> mark(a, 'x').halt(0));
    assertThat(Engines.execute(program, new byte[0], 1000).log()).isEmpty();
  }

  @Test
  void withoutMarksAllIsTheStart() {
    Program program = Guest.program(a -> a.halt(3));
    Executor.Profiled profiled = Executor.profile(program, new byte[0], 1000);
    assertThat(profiled.profile().costs()).containsOnlyKeys(Profile.START);
  }
}
