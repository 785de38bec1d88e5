package network.akashi.cli;

import java.nio.file.Path;
import network.akashi.zkvm.program.MemoryMap;
import network.akashi.zkvm.program.Program;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What commands that run a guest are given: the program, and its input. */
final class GuestInput {
  @Parameters(paramLabel = "ELF", description = "The program.")
  @SuppressWarnings("NullAway.Init") // picocli sees to it
  private Path elf;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      description = "The program's input; without it the input is empty.")
  private @Nullable Path input;

  Path elf() {
    return elf;
  }

  Program program() {
    return GuestFile.program(elf);
  }

  byte[] bytes() {
    return input == null
        ? new byte[0]
        : GuestFile.bytes(input, MemoryMap.MAX_INPUT_BYTES, "an input");
  }
}
