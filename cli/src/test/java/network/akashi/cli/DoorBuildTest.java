package network.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door builds what is stale, once, and runs the application with what it was given. */
class DoorBuildTest {
  @TempDir private Path folder;

  @Test
  void buildsOnceAndThenRunsAtOnce() {
    Door door = Door.furnished(folder);

    assertThat(door.run("--help").err()).contains("akashi: built in");
    assertThat(door.run("--help").err()).isEmpty();
    assertThat(door.mavenCalls()).hasSize(1);
  }

  @Test
  void keepsMavensRepositoryInsideTheProject() {
    Door door = Door.furnished(folder);

    door.run("--help");

    assertThat(door.mavenCalls().getFirst())
        .contains("-Dmaven.repo.local=" + real(door.root()).resolve(".build/m2"));
  }

  @Test
  void buildsAgainWhenASourceIsNewerOrGone() throws IOException {
    Door door = Door.furnished(folder);
    door.write("cli/src/main/java/Other.java", "");
    door.run("--help");

    door.change("cli/src/main/java/Main.java");
    door.run("--help");
    assertThat(door.mavenCalls()).hasSize(2);

    Files.setLastModifiedTime(
        door.root().resolve("cli/src/main/java/Main.java"),
        Files.getLastModifiedTime(door.root().resolve("pom.xml")));
    Files.delete(door.root().resolve("cli/src/main/java/Other.java"));
    door.change("cli/src/main/java");
    door.run("--help");
    assertThat(door.mavenCalls()).hasSize(3);
  }

  @Test
  void handsOverArgumentsFlagsAndExitStatusAsTheyAre() {
    Door door = Door.furnished(folder);
    Map<String, String> environment =
        Map.of("AKASHI_JAVA_OPTS", "-Xmx1g -Dx=y", "FAKE_STATUS", "7");

    Door.Result result = door.run(environment, "bench", "two words", "", "--json");

    assertThat(result.status()).isEqualTo(7);
    assertThat(result.out().lines().toList())
        .contains("[-Xmx1g]", "[-Dx=y]")
        .endsWith("[network.akashi.cli.Main]", "[bench]", "[two words]", "[]", "[--json]");
    assertThat(result.out().lines().findFirst().orElseThrow())
        .startsWith("[@")
        .endsWith("/jvm.args]");
  }

  @Test
  void startsFromWhatTheJvmLearnedInTheBuild() {
    Door door = Door.furnished(folder);
    String cache = "[-XX:AOTCache=" + real(door.root()).resolve(".build/app-");

    assertThat(door.run("--help").out()).contains(cache);

    door.change("cli/src/main/java/Main.java");
    Map<String, String> broken = Map.of("FAKE_STATUS", "1");
    assertThat(door.run(broken, "--help").out()).contains("[--help]").doesNotContain(cache);
  }

  @Test
  void dropsTheIncubatorWarningAndNothingElse() {
    Door door = Door.furnished(folder);
    door.run("--help");

    Path all =
        door.script(
            "all", "#!/usr/bin/env bash\n\"${0%/*}/akashi\" --help 2>&1 >/dev/null | cat\n");
    Map<String, String> environment = Map.of("FAKE_ERROR", "an error\\nhalf a line\\rand no end");

    assertThat(Door.finish(door.start(all, environment)).out())
        .isEqualTo("an error\nhalf a line\rand no end");
  }

  @Test
  void showsWhatTheCompilerSaysAndKeepsTheOldApplication() {
    Door door = Door.furnished(folder);
    door.run("--help");
    door.maven(
        "3.9.9",
        """
        echo '[INFO] fine'
        echo '[ERROR] /x/Main.java:[3,5] cannot find symbol'
        echo '[ERROR] Re-run Maven using the -X switch to enable full debug logging.'
        exit 1
        """);
    door.change("cli/src/main/java/Main.java");

    Door.Result broken = door.run("--help");

    assertThat(broken.status()).isEqualTo(3);
    assertThat(broken.out()).isEmpty();
    assertThat(broken.err())
        .contains("the build failed", "/x/Main.java:[3,5] cannot find symbol", "build.log")
        .doesNotContain("Re-run Maven", "fine");
    assertThat(door.run("--help").status()).as("still stale").isEqualTo(3);
    assertThat(Files.exists(door.root().resolve(".build/build.lock"))).isFalse();
  }

  @Test
  void twoAtOnceBuildOnce() {
    Door door = Door.furnished(folder);
    door.maven("3.9.9", "sleep 1");

    Process first = door.start(Map.of(), "--help");
    Process second = door.start(Map.of(), "--help");

    assertThat(List.of(Door.finish(first).status(), Door.finish(second).status()))
        .containsExactly(0, 0);
    assertThat(door.mavenCalls()).hasSize(1);
  }

  @Test
  void takesOverTheLockOfADeadProcess() throws IOException {
    Door door = Door.furnished(folder);
    Files.createDirectories(door.root().resolve(".build"));
    Files.createSymbolicLink(door.root().resolve(".build/build.lock"), Path.of("999999999"));

    assertThat(door.run("--help").status()).isZero();
    assertThat(Files.isSymbolicLink(door.root().resolve(".build/build.lock"))).isFalse();
  }

  @Test
  void keepsTheApplicationOfRunningProcessesAndNoMore() throws IOException {
    Door door = Door.furnished(folder);
    for (int i = 0; i < 4; i++) {
      door.write("cli/src/main/java/New" + i + ".java", "");
      door.change("cli/src/main/java/New" + i + ".java");
      door.run("--help");
    }

    try (Stream<Path> files = Files.list(door.root().resolve(".build"))) {
      assertThat(files.filter(file -> file.getFileName().toString().matches("app-[0-9].*")))
          .hasSize(2);
    }
  }

  @Test
  void saysWhichMavenItNeeds() throws IOException {
    Door door = Door.furnished(folder);
    door.maven("3.6.3", "");
    assertThat(door.run("--help").err()).contains("needs Maven 3.8.7 or newer", "is 3.6.3");

    door.maven("3.8.10", "");
    assertThat(door.run("--help").status()).isZero();

    Files.delete(folder.resolve("bin/mvn"));
    door.change("pom.xml");
    Door.Result without = door.run("--help");
    assertThat(without.status()).isEqualTo(3);
    assertThat(without.err()).contains("found no mvn on the PATH", "apt-get install maven");
  }

  @Test
  void worksThroughALinkFromAnywhere() throws IOException {
    Door door = Door.furnished(folder);
    Path there = Files.createDirectories(folder.resolve("there"));
    Path link = Files.createSymbolicLink(there.resolve("akashi"), door.root().resolve("akashi"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("there/akashi"));

    assertThat(Door.finish(door.start(link, Map.of(), "x")).out()).endsWith("[x]\n");
    assertThat(Door.finish(door.start(second, Map.of(), "x")).out()).endsWith("[x]\n");
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
