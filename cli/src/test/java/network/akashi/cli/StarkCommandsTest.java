package network.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StarkCommandsTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  @Test
  void securityNamesEveryErrorSource() {
    assertThat(run("security")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .startsWith("leaf-118, 2^23 cells: 118.1 proven bits (target 118, johnson)")
        .contains("LogUp fingerprints", "WHIR 0 folding", "WHIR 3 queries", "eprint 2025/2055");
  }

  @Test
  void securityAsJsonHasTheLevel() {
    assertThat(run("security", "--json", "--parameters", "leaf-124")).isEqualTo(ExitCode.OK);
    JsonNode json = new JsonMapper().readTree(out.toString());
    assertThat(json.get("bits").asDouble()).isGreaterThanOrEqualTo(124);
    assertThat(json.get("terms").size()).isGreaterThan(10);
  }

  @Test
  void securityExportsForSoundcalc() {
    assertThat(run("security", "--soundcalc")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("field = \"KoalaBear^5\"", "num_queries = [214, 69, 35, 23]");
  }

  @Test
  void wrongOptionsAreNamed() {
    assertThat(run("security", "--parameters", "best")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("no such set: 'best'", "leaf-118, leaf-124");
    assertThat(run("security", "--log-cells", "40")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("leaf-118 takes 7 to 30, not 40");
    assertThat(run("bench", "stark", "--log-cells", "9")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--log-cells: must be 18 to 26, is 9");
  }

  @Test
  void benchStarkPrintsPhasesAndGoals() {
    assertThat(run("bench", "stark", "--log-cells", "18", "--json")).isEqualTo(ExitCode.OK);
    JsonNode json = new JsonMapper().readTree(out.toString());
    assertThat(json.at("/runs/0/phaseNanos/logup").asLong()).isPositive();
    assertThat(json.get("proofBytes").asInt()).isBetween(100_000, 400_000);
    assertThat(json.get("goals").size()).isEqualTo(4);
  }
}
