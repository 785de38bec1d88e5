package network.akashi.zkvm.asm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * The independent machine: {@code qemu-riscv64} in user mode, from Debian's package {@code
 * qemu-user}. Output and exit codes of our environment calls are those of Linux, so it runs the
 * same files.
 */
public final class Qemu {
  private static final String COMMAND = "qemu-riscv64";

  /** What a run gave. */
  public record Run(int exitCode, byte[] output) {}

  private Qemu() {}

  /** Runs {@code elf}; skips the test, saying why, where the machine has no qemu. */
  public static Run run(byte[] elf) throws IOException, InterruptedException {
    Assumptions.assumeTrue(isPresent(), COMMAND + " is not installed (package qemu-user)");
    Path file = Files.createTempFile("akashi", ".elf");
    Path output = Files.createTempFile("akashi", ".out");
    try {
      Files.write(file, elf);
      if (!file.toFile().setExecutable(true)) {
        throw new IOException("cannot mark as executable: " + file);
      }
      Process process =
          new ProcessBuilder(COMMAND, file.toString())
              .redirectOutput(output.toFile())
              .redirectErrorStream(false)
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(COMMAND + " did not end within a minute");
      }
      return new Run(process.exitValue(), Files.readAllBytes(output));
    } finally {
      Files.delete(file);
      Files.delete(output);
    }
  }

  private static boolean isPresent() {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, COMMAND))) {
        return true;
      }
    }
    return false;
  }
}
