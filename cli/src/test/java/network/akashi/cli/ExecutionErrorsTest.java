package network.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ExecutionErrorsTest {
  private static String shown(Exception error) {
    StringWriter err = new StringWriter();
    CommandLine command = Main.commandLine().setErr(new PrintWriter(err));
    int status =
        new ExecutionErrors(new AkashiCommand())
            .handleExecutionException(error, command, command.parseArgs());
    assertThat(status).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).doesNotContain("\tat ");
    return err.toString();
  }

  @Test
  void saysWhatIsWrongWithAFile() {
    assertThat(shown(new UncheckedIOException(new NoSuchFileException("x.elf"))))
        .contains("akashi: no such file: x.elf");
    assertThat(shown(new UncheckedIOException(new AccessDeniedException("x.elf"))))
        .contains("akashi: access denied: x.elf");
    assertThat(shown(new IOException("disk is full"))).contains("akashi: disk is full");
  }

  @Test
  void callsABugABug() {
    assertThat(shown(new IllegalStateException("oops")))
        .contains("internal error", "oops", "--debug");
  }
}
