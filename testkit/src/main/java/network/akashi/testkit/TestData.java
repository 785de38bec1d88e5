package network.akashi.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the public vectors and real chain data that nobody on this project wrote. */
public final class TestData {
  private TestData() {}

  /**
   * The file or folder {@code relative} inside the test-data folder (system property {@code
   * akashi.testdata}).
   *
   * @throws org.opentest4j.TestAbortedException so that the test is reported as skipped, with the
   *     reason, where the data is absent
   */
  public static Path require(String relative) {
    Path path = Path.of(System.getProperty("akashi.testdata", "../shared/testdata"), relative);
    Assumptions.assumeTrue(Files.exists(path), () -> "no test data at " + path);
    return path;
  }
}
