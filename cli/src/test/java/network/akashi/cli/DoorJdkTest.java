package network.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door finds a JDK, or says where it looked and what to install. */
class DoorJdkTest {
  @TempDir private Path folder;

  @Test
  void saysWhatToInstallWhereThereIsNoJava() {
    Door door = Door.bare(folder);

    Door.Result result = door.run(Map.of("AKASHI_JDK_PATHS", ""), "--help");

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("needs a JDK 25 or newer and found none")
        .contains("JAVA_HOME is not set")
        .contains("temurin-25-jdk", "brew install openjdk@25");
  }

  @Test
  void saysWhyEachJavaItSawIsNotEnough() throws IOException {
    Door door = Door.bare(folder);
    Path old = door.jdk("old", "17.0.15");
    Path ancient = door.jdk("ancient", "1.8.0_392");
    Path runtime = door.jdk("runtime", "25.0.1");
    Files.delete(runtime.resolve("bin/javac"));

    Door.Result result =
        door.run(
            Map.of(
                "JAVA_HOME",
                old.toString(),
                "AKASHI_JDK_PATHS",
                ancient + ":" + runtime + ":" + folder.resolve("nothing")),
            "--help");

    assertThat(result.status()).isEqualTo(3);
    assertThat(result.err())
        .contains("JAVA_HOME=" + old + ": Java 17.0.15, older than 25")
        .contains(ancient + ": Java 1.8.0_392, older than 25")
        .contains(runtime + ": Java 25.0.1, but a runtime without compiler")
        .contains(folder.resolve("nothing") + ": has no bin/java");
  }

  @Test
  void prefersJavaHomeToThePathToTheUsualPlaces() {
    Door door = Door.furnished(folder);
    Path home = door.jdk("home", "26");
    Path onPath = door.jdk("on-path", "25.0.2");
    String path = onPath.resolve("bin") + ":" + folder.resolve("bin");

    assertThat(mavenHome(door, Map.of("JAVA_HOME", home.toString(), "PATH", path))).isEqualTo(home);
    assertThat(mavenHome(door, Map.of("PATH", path))).isEqualTo(onPath);
    assertThat(mavenHome(door, Map.of())).isEqualTo(folder.resolve("jdk-25"));
  }

  @Test
  void passesOverAJavaHomeThatIsTooOld() {
    Door door = Door.furnished(folder);
    Path old = door.jdk("old", "17.0.15");

    assertThat(mavenHome(door, Map.of("JAVA_HOME", old.toString())))
        .isEqualTo(folder.resolve("jdk-25"));
  }

  @Test
  void followsALinkOnThePathToItsHome() throws IOException {
    Door door = Door.furnished(folder);
    Path linked = door.jdk("linked", "25.0.7");
    Files.createSymbolicLink(folder.resolve("bin/java"), Path.of("../linked/bin/java"));

    assertThat(mavenHome(door, Map.of())).isEqualTo(linked.toRealPath());
  }

  @Test
  void asksAJavaWithoutReleaseFileForItsVersion() throws IOException {
    Door door = Door.furnished(folder);
    Path home = door.jdk("home", "25.0.9");
    Files.delete(home.resolve("release"));

    assertThat(mavenHome(door, Map.of("JAVA_HOME", home.toString()))).isEqualTo(home);
  }

  /** The JDK that the door gives to Maven. */
  private static Path mavenHome(Door door, Map<String, String> environment) {
    Door.Result result = door.run(environment, "mvn", "anything");
    assertThat(result.status()).as(result.err()).isZero();
    String call = door.mavenCalls().getLast();
    return Path.of(call.substring(0, call.indexOf(" -Dmaven.repo.local")));
  }
}
