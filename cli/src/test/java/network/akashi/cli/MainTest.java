package network.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class MainTest {
  private record Result(int status, String out, String err) {}

  private static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Result(status, out.toString(), err.toString());
  }

  @Test
  void helpIsTheMapOfTheProduct() {
    Result help = run("--help");

    assertThat(help.status()).isEqualTo(ExitCode.OK);
    assertThat(help.err()).isEmpty();
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      assertThat(help.out()).contains("  " + command.getCommandName() + " ");
    }
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void everyCommandExplainsItself() {
    explain(Main.commandLine());
  }

  private static void explain(CommandLine command) {
    assertThat(command.getCommandSpec().usageMessage().description())
        .as(command.getCommandName())
        .isNotEmpty();
    command.getSubcommands().values().forEach(MainTest::explain);
  }

  @Test
  void versionNamesTheBuildAndTheJdk() {
    Result version = run("--version");

    assertThat(version.status()).isEqualTo(ExitCode.OK);
    assertThat(version.out()).matches("(?s)akashi \\d+\\.\\d+\\.\\d+\\S*\\R.*JDK \\d+.*");
  }

  @Test
  void withoutACommandItSaysSo() {
    Result nothing = run();

    assertThat(nothing.status()).isEqualTo(ExitCode.USAGE);
    assertThat(nothing.out()).isEmpty();
    assertThat(nothing.err()).contains("akashi: a command is missing", "akashi --help");
  }

  @Test
  void wrongUsageNamesTheWrongArgument() {
    assertThat(run("--chek").err()).contains("unknown option '--chek'");
    assertThat(run("chekc").err()).contains("no such command: 'chekc'; did you mean 'check'?");
    assertThat(run("check", "stray").err()).contains("unexpected argument 'stray'");
    assertThat(run("--chek").status()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void whatCannotBeDoneSaysWhatToDo() {
    Result check = run("check");

    assertThat(check.status()).isEqualTo(ExitCode.FAILED);
    assertThat(check.err()).contains("run ./akashi check").doesNotContain("\tat ");
    assertThat(run("check", "--debug").err()).contains("\tat network.akashi.cli");
  }

  @ParameterizedTest
  @EnumSource
  void aPlannedCommandSaysThatItIsNotHereYet(Planned planned) {
    Result result = run(planned.command(), "--option", "argument");

    assertThat(result.status()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .contains("'" + planned.command() + "'", "is not in this version; it arrives with");
    assertThat(Main.commandLine().getSubcommands())
        .as("what has arrived is no longer planned")
        .doesNotContainKey(planned.command());
  }
}
