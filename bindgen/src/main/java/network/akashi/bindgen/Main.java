package network.akashi.bindgen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the bindings of all artifacts of a folder; the build of {@code chain} starts it. */
public final class Main {
  private Main() {}

  /**
   * Writes the bindings.
   *
   * @param args the folder of the artifacts, the folder of generated sources, and the package
   * @throws IOException if the artifacts cannot be read or the sources not be written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      throw new IllegalArgumentException("usage: ARTIFACTS SOURCES PACKAGE");
    }
    Path folder = Path.of(args[1]).resolve(args[2].replace('.', '/'));
    Map<String, String> files = Bindings.of(artifacts(Path.of(args[0])), args[2]);
    Files.createDirectories(folder);
    try (Stream<Path> old = Files.list(folder)) {
      for (Path each : old.toList()) {
        if (!files.containsKey(each.getFileName().toString().replace(".java", ""))) {
          Files.delete(each);
        }
      }
    }
    for (Map.Entry<String, String> each : files.entrySet()) {
      Path file = folder.resolve(each.getKey() + ".java");
      // An unchanged file keeps its time stamp, and so needs no compilation.
      if (!Files.exists(file) || !Files.readString(file).equals(each.getValue())) {
        Files.writeString(file, each.getValue());
      }
    }
  }

  static List<Artifact> artifacts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Artifact::read)
          .toList();
    }
  }
}
