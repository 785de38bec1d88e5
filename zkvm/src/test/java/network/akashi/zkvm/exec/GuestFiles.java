package network.akashi.zkvm.exec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import network.akashi.zkvm.program.Program;

/** The committed guests. */
final class GuestFiles {
  private GuestFiles() {}

  static Path folder() {
    return Path.of(System.getProperty("akashi.guests", "../guests/elf"));
  }

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(folder().resolve(name + ".elf"));
    } catch (IOException e) {
      throw new UncheckedIOException("every guest is committed", e);
    }
  }

  static Program program(String name) {
    return Program.fromElf(bytes(name));
  }

  /** Little-endian words, as guests read them. */
  static byte[] words(long... words) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long word : words) {
      buffer.putLong(word);
    }
    return buffer.array();
  }

  /** Runs a guest in every engine, which must agree, and expects success. */
  static Execution run(String name, byte[] input) {
    Execution run = Engines.execute(program(name), input, 1L << 32);
    if (!run.outcome().isSuccess() || !run.isOutputCommitted()) {
      throw new AssertionError(run.outcome().message() + " " + new String(run.log(), UTF_8));
    }
    return run;
  }
}
