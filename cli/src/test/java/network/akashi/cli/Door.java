package network.akashi.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A copy of {@code ./akashi} and its scripts in a small project of its own, where JDK and Maven
 * only pretend: a run takes milliseconds, and what is on this machine does not matter.
 *
 * <p>The pretended {@code java} prints each of its arguments in brackets on a line, and makes the
 * cache that one of them may ask for. The pretended {@code mvn} notes each call in {@code mvn.log}
 * and packages an empty application.
 */
final class Door {
  /** What the door itself needs from the system; nothing else is on its path. */
  private static final List<String> TOOLS =
      List.of(
          "awk",
          "bash",
          "cat",
          "cp",
          "cut",
          "date",
          "dirname",
          "env",
          "find",
          "grep",
          "head",
          "ln",
          "ls",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "rmdir",
          "sed",
          "sh",
          "sleep",
          "sort",
          "tail",
          "tee",
          "touch",
          "tr",
          "xargs");

  private static final String JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then echo 'openjdk version "VERSION" 2026-01-01' >&2; exit 0; fi
      echo "WARNING: Using incubator modules: jdk.incubator.vector" >&2
      [ -z "$FAKE_ERROR" ] || printf "$FAKE_ERROR" >&2
      for argument; do
        printf '[%s]\\n' "$argument"
        case "$argument" in -XX:AOTCacheOutput=*) : >"${argument#*=}" ;; esac
      done
      exit ${FAKE_STATUS:-0}
      """;

  private static final String MAVEN =
      """
      #!/bin/sh
      if [ "$1" = --version ]; then echo 'Apache Maven VERSION (abc)'; exit 0; fi
      echo "$JAVA_HOME $*" >> mvn.log
      mkdir -p cli/target/app/lib
      echo --some-flag > cli/target/app/jvm.args
      BODY
      """;

  /** How a run ended. */
  record Result(int status, String out, String err) {}

  private final Path folder;
  private final Path root;
  private final Path bin;

  private Door(Path folder) throws IOException {
    this.folder = folder;
    root = Files.createDirectories(folder.resolve("a project"));
    bin = Files.createDirectories(folder.resolve("bin"));
    Path project = project();
    script(root.resolve("akashi"), Files.readString(project.resolve("akashi")));
    try (Stream<Path> scripts = Files.list(project.resolve("scripts"))) {
      for (Path script : scripts.toList()) {
        write("scripts/" + script.getFileName(), Files.readString(script));
      }
    }
    for (String tool : TOOLS) {
      script(bin.resolve(tool), "#!/bin/sh\nexec '" + which(tool) + "' \"$@\"\n");
    }
    write("pom.xml", "");
    write("cli/pom.xml", "");
    write("cli/src/main/java/Main.java", "");
  }

  /** A door in {@code folder}, with neither JDK nor Maven. */
  static Door bare(Path folder) {
    try {
      return new Door(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A door with a JDK 25 in a place it looks at, and a good Maven on the path. */
  static Door furnished(Path folder) {
    Door door = bare(folder);
    door.jdk("jdk-25", "25.0.1");
    door.maven("3.9.9", "");
    return door;
  }

  Path root() {
    return root;
  }

  /** Puts a pretended JDK of that version beside the project; one of "jdk-…" is looked at. */
  Path jdk(String name, String version) {
    Path home = folder.resolve(name);
    script(home.resolve("bin/java"), JAVA.replace("VERSION", version));
    script(home.resolve("bin/javac"), "#!/bin/sh\n");
    write(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  /** Puts a Maven on the path that does {@code body} after its usual pretence. */
  void maven(String version, String body) {
    script(bin.resolve("mvn"), MAVEN.replace("VERSION", version).replace("BODY", body));
  }

  /** The calls that Maven got for building, testing or anything else. */
  List<String> mavenCalls() {
    Path log = root.resolve("mvn.log");
    try {
      return Files.exists(log) ? Files.readAllLines(log) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path write(String relative, String text) {
    return write(root.resolve(relative), text);
  }

  Path script(String relative, String text) {
    return script(root.resolve(relative), text);
  }

  /** Makes a file of the project look changed after everything that has been built. */
  void change(String relative) {
    try {
      Files.setLastModifiedTime(
          root.resolve(relative), FileTime.from(Instant.now().plusSeconds(2)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Result run(String... arguments) {
    return run(Map.of(), arguments);
  }

  /** Runs {@code ./akashi} from another folder, with nothing in the environment but these. */
  Result run(Map<String, String> environment, String... arguments) {
    return finish(start(environment, arguments));
  }

  Process start(Map<String, String> environment, String... arguments) {
    return start(root.resolve("akashi"), environment, arguments);
  }

  /** As {@link #start(Map, String...)}, through {@code door}, which may be a link. */
  Process start(Path door, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(door.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("PATH", bin.toString());
    all.putIfAbsent("HOME", folder.toString());
    all.putIfAbsent("AKASHI_JDK_PATHS", folder.resolve("jdk-25").toString());
    builder.environment().clear();
    builder.environment().putAll(all);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Result finish(Process process) {
    try {
      String out = new String(process.getInputStream().readAllBytes(), UTF_8);
      String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("the door hangs");
      }
      return new Result(process.exitValue(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The folder that holds the real {@code ./akashi}. */
  static Path project() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("akashi"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new AssertionError("no ./akashi above " + Path.of("").toAbsolutePath());
      }
      folder = parent;
    }
    return folder;
  }

  private static Path which(String tool) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      Path candidate = Path.of(folder, tool);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new AssertionError("this system has no " + tool);
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path script(Path file, String text) {
    try {
      return Files.setPosixFilePermissions(
          write(file, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
