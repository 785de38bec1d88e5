package network.akashi.rollup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.akashi.chain.Bytes;
import network.akashi.zkvm.exec.Execution;
import network.akashi.zkvm.exec.Executor;
import network.akashi.zkvm.exec.Outcome;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Assumptions;

/** The guest {@code transfer-rollup}, in one of the forms in which it is there. */
public interface Guest {
  /** How a run ended: an exit code, and what was published if it is 0. */
  record Result(int exitCode, Bytes output, long cycles) {}

  Result run(Bytes input);

  /** The committed ELF in the zkVM's executor. */
  static Guest elf() {
    Path elf = Path.of(System.getProperty("akashi.guests", "guests/elf"), "transfer-rollup.elf");
    Assumptions.assumeTrue(Files.exists(elf), () -> "no guest at " + elf);
    try {
      Program program = Program.fromElf(Files.readAllBytes(elf));
      Executor executor = Executor.translator();
      return input -> run(executor, program, input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Result run(Executor executor, Program program, Bytes input) {
    Execution run = executor.execute(program, input.toArray(), 1L << 32);
    if (!(run.outcome() instanceof Outcome.Halted(int code))) {
      throw new AssertionError("the guest was stopped: " + run.outcome().message());
    }
    return new Result(code, Bytes.of(run.output()), run.cycles());
  }

  /** The same program as cargo built it for this machine. */
  static Guest natively() {
    Path root = Path.of(System.getProperty("akashi.root", "."));
    Path binary = root.resolve("guests/target/release/transfer-rollup");
    Assumptions.assumeTrue(
        Files.isExecutable(binary),
        () -> "no native guest at " + binary + "; cargo build --release in guests/ makes it");
    return input -> {
      try {
        Process process = new ProcessBuilder(binary.toString()).start();
        try (OutputStream in = process.getOutputStream()) {
          in.write(input.toArray());
        }
        byte[] output = process.getInputStream().readAllBytes();
        return new Result(process.waitFor(), Bytes.of(output), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    };
  }
}
