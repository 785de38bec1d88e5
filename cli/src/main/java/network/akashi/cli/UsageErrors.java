package network.akashi.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A wrong command line: what is wrong in one line, and where the right one is described. */
final class UsageErrors implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    PrintWriter err = command.getErr();
    err.println(name + ": " + message(error));
    err.println("see '" + name + " --help'");
    err.flush();
    return ExitCode.USAGE;
  }

  private static String message(ParameterException error) {
    if (error instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched().getFirst(), unmatched);
    }
    String message = Objects.requireNonNullElse(error.getMessage(), "wrong arguments");
    return Character.toLowerCase(message.charAt(0)) + message.substring(1);
  }

  private static String unmatched(String argument, UnmatchedArgumentException error) {
    if (argument.startsWith("-")) {
      return "unknown option '" + argument + "'" + suggestion(error);
    }
    CommandLine command = error.getCommandLine();
    if (command.getSubcommands().isEmpty()) {
      return "unexpected argument '" + argument + "'";
    }
    Planned planned = command.getParent() == null ? Planned.of(argument) : null;
    if (planned != null) {
      return planned.message();
    }
    return "no such command: '" + argument + "'" + suggestion(error);
  }

  private static String suggestion(UnmatchedArgumentException error) {
    List<String> similar = error.getSuggestions();
    return similar.isEmpty() ? "" : "; did you mean '" + similar.getFirst() + "'?";
  }
}
