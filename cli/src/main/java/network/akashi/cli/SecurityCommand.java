package network.akashi.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.stark.security.SecurityReport;
import network.akashi.stark.security.SoundcalcExport;
import network.akashi.stark.security.StatementSize;
import network.akashi.stark.security.WhirParameters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the soundness of proofs, error source by error source. */
@Command(
    name = "security",
    description = {
      "Show how many proven bits of security proofs have, for each way in which a false one could be"
          + " accepted, with the theorem that bounds it.",
      "Everything a proof uses is derived from these parameters; a verifier derives it again."
    })
final class SecurityCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SecurityOption security = new SecurityOption();

  @Option(names = "--json", description = "Print one JSON document instead of the table.")
  private boolean json;

  @Option(
      names = "--soundcalc",
      description = "Print the parameters as a TOML file for the soundcalc calculator.")
  private boolean soundcalc;

  @Option(
      names = "--log-cells",
      paramLabel = "K",
      defaultValue = "23",
      description = "For proofs of 2^K committed cells; default ${DEFAULT-VALUE}.")
  private int logCells;

  @Option(
      names = "--log-height",
      paramLabel = "K",
      defaultValue = "20",
      description = "The tallest table has 2^K rows; default ${DEFAULT-VALUE}.")
  private int logHeight;

  @Option(
      names = "--log-fractions",
      paramLabel = "K",
      defaultValue = "23",
      description = "Tables put 2^K tuples on buses, or take them off; default ${DEFAULT-VALUE}.")
  private int logFractions;

  @Option(
      names = "--constraints",
      paramLabel = "N",
      defaultValue = "2000",
      description = "All tables together have N constraints; default ${DEFAULT-VALUE}.")
  private int constraints;

  @Option(
      names = "--degree",
      paramLabel = "D",
      defaultValue = "10",
      description = "Constraints have degree D at most; default ${DEFAULT-VALUE}.")
  private int degree;

  @Option(
      names = "--columns",
      paramLabel = "N",
      defaultValue = "600",
      description = "All tables together have N columns; default ${DEFAULT-VALUE}.")
  private int columns;

  @Override
  public Integer call() {
    SecurityParameters parameters = security.named(spec);
    int least = WhirParameters.minVariables(parameters);
    int most = WhirParameters.maxVariables(parameters);
    if (logCells < least || logCells > most) {
      throw new ParameterException(
          spec.commandLine(),
          "--log-cells: %s takes %d to %d, not %d"
              .formatted(parameters.name(), least, most, logCells));
    }
    checkRange("--log-height", logHeight, 0, 30);
    checkRange("--log-fractions", logFractions, 0, 40);
    checkRange("--constraints", constraints, 0, 1 << 30);
    checkRange("--degree", degree, 1, 100);
    checkRange("--columns", columns, 1, 1 << 30);
    SecurityReport report =
        SecurityReport.of(
            WhirParameters.derive(parameters, logCells),
            new StatementSize(
                logCells, logHeight, logFractions, constraints, degree + 1, columns, 0));
    PrintWriter out = spec.commandLine().getOut();
    if (soundcalc) {
      out.print(SoundcalcExport.toml(report));
    } else {
      out.println(json ? SecurityFormats.json(report) : SecurityFormats.table(report));
    }
    out.flush();
    return ExitCode.OK;
  }

  private void checkRange(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(), "%s: must be %d to %d, is %d".formatted(option, least, most, value));
    }
  }
}
