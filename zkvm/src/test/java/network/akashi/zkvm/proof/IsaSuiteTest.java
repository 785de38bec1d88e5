package network.akashi.zkvm.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import network.akashi.math.Parallel;
import network.akashi.zkvm.exec.Execution;
import network.akashi.zkvm.exec.Executor;
import network.akashi.zkvm.exec.Outcome;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Suites of others, each test a program that halts with 0 if the machine is right: both engines run
 * it, and the run is proven and verified. {@code -Dakashi.isa=FOLDER} names the folder of the ELF
 * files; docs/zkvm.md says how to build the RISC-V project's own.
 */
class IsaSuiteTest {
  private static final long MOST_CYCLES = 1 << 20;
  private static final Payee PAYEE = Payee.parse("0x00000000000000000000000000000000000000aa");

  @TestFactory
  Stream<DynamicTest> everyProgramPasses() throws IOException {
    String folder = System.getProperty("akashi.isa", "");
    Assumptions.assumeFalse(folder.isEmpty(), "no suite: -Dakashi.isa=FOLDER names one");
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      List<Path> elfs = files.filter(f -> f.toString().endsWith(".elf")).sorted().toList();
      assertThat(elfs).isNotEmpty();
      return elfs.stream()
          .map(elf -> DynamicTest.dynamicTest(elf.getFileName().toString(), () -> passes(elf)));
    }
  }

  private static void passes(Path elf) throws IOException {
    Program program = Program.fromElf(Files.readAllBytes(elf));
    for (Executor engine : List.of(Executor.interpreter(), Executor.translator())) {
      Execution run = engine.execute(program, new byte[0], MOST_CYCLES);
      assertThat(run.outcome()).isEqualTo(new Outcome.Halted(0));
    }
    ProgramKey key = ProgramKey.of(program);
    try (Parallel parallel = Parallel.ofAllCores();
        RunProver prover = new RunProver(key, parallel)) {
      ProvenRun run = prover.prove(new byte[0], PAYEE, ProvingListener.NONE);
      assertThat(run.statement().exitCode()).isZero();
      assertThat(new RunVerifier(118).verify(run.proof(), key.id()))
          .isInstanceOf(RunVerification.Accepted.class);
    }
  }
}
