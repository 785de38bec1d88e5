package network.akashi.zkvm.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import network.akashi.testkit.ForAll;
import network.akashi.zkvm.asm.Qemu;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;

/** Every engine against a machine that nobody here wrote. */
class DifferentialTest {
  @Test
  void everyRegisterOperationOnEveryPairOfEdges() throws Exception {
    agrees(EdgeGuests.registerOperations());
  }

  @Test
  void everyImmediateOperationOnEveryEdge() throws Exception {
    agrees(EdgeGuests.immediateOperations());
  }

  @Test
  void everyBranchOnEveryPairOfEdges() throws Exception {
    agrees(EdgeGuests.branches());
  }

  @Test
  void x0AsEveryOperand() throws Exception {
    agrees(EdgeGuests.zeroRegister());
  }

  @Test
  void everyAccessAtEveryAlignmentAndAcrossPages() throws Exception {
    agrees(EdgeGuests.accesses());
  }

  @Test
  void jumpsAndUpperImmediates() throws Exception {
    agrees(EdgeGuests.jumps());
  }

  @Test
  void randomPrograms() {
    ForAll.cases(60, random -> agrees(RandomGuest.elf(random)));
  }

  private static void agrees(byte[] elf) throws IOException, InterruptedException {
    Qemu.Run expected = Qemu.run(elf);
    Program program = Program.fromElf(elf);
    for (Executor engine : Engines.all()) {
      Execution run = engine.execute(program, new byte[0], 100_000_000);
      assertThat(run.outcome()).isEqualTo(new Outcome.Halted(expected.exitCode()));
      assertThat(run.output()).isEqualTo(expected.output());
    }
  }
}
