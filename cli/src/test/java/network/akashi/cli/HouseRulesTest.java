package network.akashi.cli;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of CONTRIBUTING.md that no compiler knows, over the sources of all modules. */
class HouseRulesTest {
  private static final int MOST_LINES = 600;
  private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");
  private static final Pattern TEST_METHOD =
      Pattern.compile(
          "^ *@(Test|ParameterizedTest|RepeatedTest|TestFactory|FuzzTest|ArchTest)\\b",
          Pattern.MULTILINE);
  private static final Pattern ABSTRACT_TYPE =
      Pattern.compile(
          "^(public )?(abstract (sealed |non-sealed )?class|interface)", Pattern.MULTILINE);

  /** Folders of this machine or another have no place in a file that others read. */
  private static final Pattern ABSOLUTE_PATH =
      Pattern.compile("[\"'` (](/home/|/root/|/work/|/Users/[a-z])");

  private static final Path PROJECT = Door.project();

  private static List<Path> modules() {
    return MODULE
        .matcher(read(PROJECT.resolve("pom.xml")))
        .results()
        .map(found -> PROJECT.resolve(found.group(1)))
        .toList();
  }

  private static Stream<Path> javaFiles(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> javaFiles(String sourceSet) {
    return modules().stream().flatMap(module -> javaFiles(module.resolve(sourceSet)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> breaking(Stream<Path> files, Predicate<Path> rule) {
    return files.filter(not(rule)).map(file -> PROJECT.relativize(file).toString()).toList();
  }

  @Test
  void everyModuleChecksItsArchitecture() {
    Stream<Path> modules =
        modules().stream().filter(module -> !module.endsWith("testkit")); // which has the rules

    assertThat(
            breaking(
                modules,
                module ->
                    javaFiles(module.resolve("src/test/java"))
                        .anyMatch(file -> file.endsWith("ArchitectureTest.java"))))
        .isEmpty();
  }

  @Test
  void everyPackageSaysWhatBelongsThereAndIsNullMarked() {
    Stream<Path> packages =
        javaFiles("src/main/java").map(file -> file.resolveSibling("package-info.java")).distinct();

    assertThat(breaking(packages, info -> Files.exists(info) && describes(read(info)))).isEmpty();
  }

  private static boolean describes(String packageInfo) {
    return packageInfo.startsWith("/**") && packageInfo.contains("@NullMarked");
  }

  /** The runner picks up {@code *Test} only, and would pass over any other class in silence. */
  @Test
  void everyClassWithTestsIsNamedTest() {
    assertThat(
            breaking(
                javaFiles("src/test/java"),
                file ->
                    file.toString().endsWith("Test.java")
                        || !TEST_METHOD.matcher(read(file)).find()
                        || ABSTRACT_TYPE.matcher(read(file)).find()))
        .isEmpty();
  }

  @Test
  void noFileIsTooLongToRead() {
    Stream<Path> files =
        Stream.of("src/main/java", "src/test/java").flatMap(HouseRulesTest::javaFiles);

    assertThat(breaking(files, file -> read(file).lines().count() <= MOST_LINES)).isEmpty();
  }

  @Test
  void noFileNamesAFolderOfOneMachine() {
    Stream<Path> sources = Stream.of("src/main", "src/test").flatMap(HouseRulesTest::textFiles);
    Stream<Path> others =
        Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "pom.xml", "akashi", ".ci/run")
            .map(PROJECT::resolve);

    assertThat(
            breaking(
                Stream.concat(sources, others), file -> !ABSOLUTE_PATH.matcher(read(file)).find()))
        .isEmpty();
  }

  private static Stream<Path> textFiles(String folder) {
    return modules().stream()
        .map(module -> module.resolve(folder))
        .flatMap(HouseRulesTest::javaFiles)
        .filter(file -> !file.endsWith("HouseRulesTest.java"));
  }
}
