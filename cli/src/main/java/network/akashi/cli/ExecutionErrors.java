package network.akashi.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** The edge where every exception ends: one line for the user, the stack trace on request. */
final class ExecutionErrors implements IExecutionExceptionHandler {
  private final AkashiCommand root;

  ExecutionErrors(AkashiCommand root) {
    this.root = root;
  }

  @Override
  public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    String name = command.getCommandSpec().qualifiedName();
    switch (error) {
      case CommandFailure failure -> {
        err.println(name + ": " + failure.getMessage());
        err.println(failure.advice());
      }
      case UncheckedIOException io -> err.println(name + ": " + message(io.getCause()));
      case IOException io -> err.println(name + ": " + message(io));
      default -> {
        err.println(name + ": internal error: " + error);
        err.println(
            "this is a bug; run it again with --debug for the stack trace that a report needs");
      }
    }
    if (root.debug()) {
      error.printStackTrace(err);
    }
    err.flush();
    return ExitCode.FAILED;
  }

  /**
   * The JDK's file exceptions have the file for a message; the class says what is wrong with it.
   */
  private static String message(@Nullable IOException error) {
    return switch (error) {
      case NoSuchFileException missing -> "no such file: " + missing.getFile();
      case AccessDeniedException denied -> "access denied: " + denied.getFile();
      case FileAlreadyExistsException exists -> "already there: " + exists.getFile();
      case null -> "reading or writing failed";
      default -> Objects.requireNonNullElse(error.getMessage(), error.toString());
    };
  }
}
