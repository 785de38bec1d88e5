package network.akashi.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import network.akashi.zkvm.program.ElfLoader;
import network.akashi.zkvm.program.InvalidElfException;
import network.akashi.zkvm.program.Program;

/** Reads files that commands on guests take. */
final class GuestFile {
  private GuestFile() {}

  static Program program(Path path) {
    byte[] elf = bytes(path, ElfLoader.MAX_FILE_BYTES, "an ELF file");
    try {
      return Program.fromElf(elf);
    } catch (InvalidElfException invalid) {
      throw new CommandFailure(
          path + ": " + invalid.getMessage(),
          "guests/README.md says how to build programs for this machine");
    }
  }

  /** The file's bytes; its size is looked at before they are read. */
  static byte[] bytes(Path path, long limit, String what) {
    try {
      if (Files.isDirectory(path)) {
        throw new CommandFailure(path + ": is a folder", "name a file");
      }
      long size = Files.size(path);
      if (size > limit) {
        throw new CommandFailure(
            "%s: has %,d bytes; %s has at most %,d".formatted(path, size, what, limit),
            "give a smaller file");
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
