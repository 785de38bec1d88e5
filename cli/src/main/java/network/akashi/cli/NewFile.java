package network.akashi.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files whole or not at all. */
final class NewFile {
  private NewFile() {}

  /** Replaces {@code path} by {@code bytes}, which lie beside it until all of them are there. */
  static void write(Path path, byte[] bytes) {
    Path folder = path.toAbsolutePath().getParent();
    try {
      Path part = Files.createTempFile(folder, path.getFileName().toString(), ".part");
      try {
        Files.write(part, bytes);
        Files.move(part, path, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
