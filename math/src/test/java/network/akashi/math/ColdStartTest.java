package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A process that has just started should not spend its first minutes in the interpreter: three
 * seconds of work on two cores, compilers included, bring every kernel there is to full speed.
 */
@Tag("speed")
class ColdStartTest {
  private static final double MOST_CPU_SECONDS = 3.0 * 2;

  @Test
  void everyKernelIsAtFullSpeedWithinThreeSecondsOfWork() throws IOException {
    Providers.vectorOrSkip();
    String output = runInFreshJvm();
    assertThat(output.lines())
        .as("CPU seconds to full speed:%n%s", output)
        .isNotEmpty()
        .allMatch(
            line -> Double.parseDouble(line.substring(0, line.indexOf(' '))) <= MOST_CPU_SECONDS);
  }

  private static String runInFreshJvm() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ColdStart.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var output = process.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
