package network.akashi.market.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import network.akashi.chain.abi.ContractCode;
import network.akashi.market.Refusal;
import network.akashi.market.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every error that a contract can give stands in the documentation's tables, and no other. */
class ErrorTablesTest {
  private static final Pattern SIGNATURE = Pattern.compile("`(\\w+)(?:\\(([^)`]*)\\))?`");

  @ParameterizedTest
  @CsvSource({
    "market.md, ProverRegistry ProofMarket",
    "settlement.md, Attestation Rollup VerifierRouter"
  })
  void tablesAreComplete(String document, String contracts) {
    Set<String> declared = new TreeSet<>();
    for (String contract : contracts.split(" ", -1)) {
      declared.addAll(errors(contract));
    }
    Set<String> documented = new TreeSet<>();
    for (MatchResult error : table(document)) {
      String name = error.group(1);
      Set<String> signatures =
          declared.stream()
              .filter(each -> each.startsWith(name + "("))
              .collect(Collectors.toCollection(TreeSet::new));
      if (error.group(2) != null && !error.group(2).equals("…")) {
        assertThat(signatures).as("%s in %s", name, document).contains(error.group());
      }
      assertThat(signatures).as("%s: %s is no error of %s", document, name, contracts).isNotEmpty();
      documented.addAll(signatures);
    }
    assertThat(documented).as("errors explained in %s", document).isEqualTo(declared);
  }

  /** The second column of the table under "Errors". */
  private static List<MatchResult> table(String document) {
    String text = read(Path.of(System.getProperty("akashi.root", ".."), "docs", document));
    String section = text.substring(text.indexOf("\n## Errors"));
    section = section.substring(0, section.indexOf("\n## ", 1));
    List<MatchResult> errors = new ArrayList<>();
    for (String line : section.lines().takeWhile(each -> !each.startsWith("Reasons")).toList()) {
      String[] cells = line.split("\\|", -1);
      if (cells.length > 3) {
        SIGNATURE.matcher(cells[2]).results().forEach(errors::add);
      }
    }
    return errors.stream().map(ErrorTablesTest::plain).toList();
  }

  private static MatchResult plain(MatchResult quoted) {
    return Pattern.compile("(\\w+)(?:\\((.*)\\))?")
        .matcher(quoted.group().replace("`", ""))
        .results()
        .findFirst()
        .orElseThrow();
  }

  @Test
  void reasonsOfRejectionAreComplete() {
    String text = read(Path.of(System.getProperty("akashi.root", ".."), "docs", "market.md"));
    for (JsonNode reason : artifact("ProofMarket").path("enums").path("Rejection")) {
      if (!reason.stringValue().equals("None")) {
        assertThat(text).contains("`" + reason.stringValue() + "`");
      }
    }
    assertThat(artifact("ProofMarket").path("enums").path("Rejection").size())
        .as("the Java rules know all but NotEnoughGas")
        .isEqualTo(Rejection.values().length + 1);
  }

  /**
   * The Java rules refuse with the contracts' errors; what only a chain can get wrong is left out.
   */
  @Test
  void refusalsAreTheContractsErrors() {
    Set<String> names = new TreeSet<>();
    for (String contract : List.of("ProverRegistry", "ProofMarket")) {
      errors(contract).forEach(error -> names.add(error.substring(0, error.indexOf('('))));
    }
    names.removeAll(
        Set.of(
            "NotMarket",
            "NotAttestation",
            "NotTheRegistry",
            "ReentrancyGuardReentrantCall",
            "ExpansionTooLong",
            "InvalidDomainTag",
            "PrecompileFailed"));
    assertThat(Arrays.stream(Refusal.values()).map(Refusal::solidityName))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  private static List<String> errors(String contract) {
    List<String> errors = new ArrayList<>();
    for (JsonNode item : artifact(contract).path("abi")) {
      if (item.path("type").stringValue().equals("error")) {
        List<String> names = new ArrayList<>();
        item.path("inputs").forEach(input -> names.add(input.path("name").stringValue()));
        errors.add(item.path("name").stringValue() + "(" + String.join(", ", names) + ")");
      }
    }
    return errors;
  }

  private static JsonNode artifact(String contract) {
    String resource = "/network/akashi/chain/contracts/" + contract + ".json";
    try (InputStream stream = ContractCode.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("no " + resource);
      }
      return JsonMapper.shared().readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
