package network.akashi.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands its arguments to JMH. */
@Command(
    name = "jmh",
    description = {
      "Run the JMH benchmarks; arguments after -- are JMH's own.",
      "  akashi bench jmh -- -l                     list them",
      "  akashi bench jmh -- -f 1 -prof gc Field    those whose name contains Field"
    })
final class BenchJmhCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ARGUMENT", description = "Arguments of JMH; -- -h explains them.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() throws IOException {
    org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
    return ExitCode.OK;
  }
}
