package network.akashi.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import network.akashi.chain.store.StoreLocation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeConfigFileTest {
  @TempDir private Path folder;
  private String template = "";

  @BeforeEach
  void fill() throws IOException {
    Files.writeString(folder.resolve("key"), "11".repeat(32));
    template =
        ConfigTemplate.fill(
            Map.ofEntries(
                Map.entry("roles", "[\"prover\"]"),
                Map.entry("data", "\"data\""),
                Map.entry("key", "\"key\""),
                Map.entry("bls-seed", "\"bls.seed\""),
                Map.entry("rpc", ConfigTemplate.list(List.of("http://127.0.0.1:1"))),
                Map.entry("deployment", "\"addresses.json\""),
                Map.entry("confirmations", "4"),
                Map.entry("port", "0"),
                Map.entry("endpoint", "\"\""),
                Map.entry("aggregators", "[]"),
                Map.entry("guests", "[]"),
                Map.entry("inputs", "\"inputs\"")));
  }

  private NodeConfig read(String text) throws IOException {
    Path file = folder.resolve("node.toml");
    Files.writeString(file, text);
    return NodeConfigFile.read(file);
  }

  /** The template with a line that is commented out there put in force, and changed. */
  private NodeConfig with(String commented, String line) throws IOException {
    assertThat(template).contains("# " + commented);
    return read(template.replace("# " + commented, line));
  }

  @Test
  void theJournalIsAFileInTheDataFolder() throws IOException {
    assertThat(read(template).journal())
        .isEqualTo(StoreLocation.file(folder.resolve("data").resolve("journal.db")));
    assertThat(with("journal = \"journal.db\"", "journal = \"other.db\"").journal())
        .isEqualTo(StoreLocation.file(folder.resolve("data").resolve("other.db")));
  }

  @Test
  void theJournalIsASchemaOfAServerIfTheAddressSaysSo() throws IOException {
    assertThat(
            with(
                    "journal = \"journal.db\"",
                    "journal = \"postgresql://me:pw@db/akashi?schema=one\"")
                .journal())
        .hasToString("postgresql://me@db:5432/akashi?schema=one");
  }

  @Test
  void aWrongAddressIsNamedWithItsLineAndWithoutItsPassword() {
    assertThatThrownBy(
            () -> with("journal = \"journal.db\"", "journal = \"postgresql://me:s3cret@db\""))
        .isInstanceOf(ConfigException.class)
        .hasMessageMatching(".*node.toml, line \\d+: node.journal the address names no database.*")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void thereIsAFarmIfItsAddressIsGiven() throws IOException {
    assertThat(read(template).farm()).isEmpty();
    String line = "farm = \"postgresql://me:pw@db/akashi\"\nfarm-labels = [\"gpu\"]";
    NodeConfig.FarmSource farm = with("farm = \"\"", line).farm().orElseThrow();
    assertThat(farm.url()).hasToString("postgresql://me@db:5432/akashi?schema=akashi");
    assertThat(farm.labels()).containsExactly("gpu");
    assertThat(farm.memoryMib()).isZero();
    assertThat(farm.attempts()).isEqualTo(5);
    assertThat(farm.isOwnCores()).isTrue();
  }

  @Test
  void aFarmThatCannotBeIsNamedWithItsLine() {
    assertThatThrownBy(() -> with("farm = \"\"", "farm = \"postgresql://me:s3cret@db\""))
        .isInstanceOf(ConfigException.class)
        .hasMessageMatching(".*node.toml, line \\d+: work.farm the address names no database.*")
        .hasMessageNotContaining("s3cret");
    assertThatThrownBy(() -> with("farm-labels = []", "farm-labels = [\"a b\"]"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("work.farm-labels a label is of letters");
  }
}
