package network.akashi.zkvm.proof;

import static org.assertj.core.api.Assertions.assertThat;

import network.akashi.math.Parallel;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.asm.ElfWriter;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;

class RunProofTest {
  private static Program program() {
    Assembler a = new Assembler(0x1000_0000L);
    a.li(Assembler.T0, 5).op(Op.ADD, Assembler.T0, Assembler.T0, Assembler.T0).halt(0);
    return Program.fromElf(
        new ElfWriter().entry(0x1000_0000L).code(0x1000_0000L, a.assemble()).write());
  }

  @Test
  void aRunIsProvenAndVerified() {
    ProgramKey key = ProgramKey.of(program());
    try (Parallel cores = Parallel.ofAllCores();
        RunProver prover = new RunProver(key, cores)) {
      for (int i = 0; i < 3; i++) {
        long t = System.nanoTime();
        ProvenRun run = prover.prove(new byte[0], Payee.NOBODY, ProvingListener.NONE);
        System.err.println(
            (System.nanoTime() - t) / 1e6 + " ms " + run.proof().length + " " + run.bits());
        RunVerifier verifier = new RunVerifier(118);
        t = System.nanoTime();
        RunVerification answer = verifier.verify(run.proof(), key.id());
        System.err.println((System.nanoTime() - t) / 1e6 + " ms verify");
        assertThat(answer).isEqualTo(new RunVerification.Accepted(run.statement()));
        assertThat(run.statement().cells()).isEqualTo(run.execution().cells());
      }
    }
  }
}
