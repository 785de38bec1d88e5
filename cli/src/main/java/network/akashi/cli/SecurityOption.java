package network.akashi.cli;

import java.util.stream.Collectors;
import network.akashi.stark.security.SecurityParameters;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option that chooses security parameters by name. */
final class SecurityOption {
  @Option(
      names = "--parameters",
      paramLabel = "NAME",
      defaultValue = "leaf-118",
      description =
          "Security parameters: leaf-118, leaf-124, internal-118 or unique-118; default"
              + " ${DEFAULT-VALUE}.")
  private String name = "leaf-118";

  /** The parameters of that name. */
  SecurityParameters named(CommandSpec spec) {
    return SecurityParameters.NAMED.stream()
        .filter(set -> set.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(),
                "--parameters: no such set: '%s'; there are %s"
                    .formatted(
                        name,
                        SecurityParameters.NAMED.stream()
                            .map(SecurityParameters::name)
                            .collect(Collectors.joining(", ")))));
  }
}
