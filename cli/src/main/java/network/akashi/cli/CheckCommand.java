package network.akashi.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands in the map for what the door does itself, before there is anything to run. */
@Command(
    name = "check",
    description = "Run all tests there are; ends with 'N passed, N failed'. See check --help.")
final class CheckCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    throw new CommandFailure(
        "the tests are run from the source tree", "run ./akashi check in the project's folder");
  }
}
