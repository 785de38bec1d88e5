package network.akashi.bindgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the generated code compiles and works is tested where it is compiled: in {@code chain}. */
class BindingsTest {
  private static Map<String, String> bindings(String... artifacts) {
    return Bindings.of(
        List.of(artifacts).stream().map(Artifact::parse).toList(), "network.akashi.example");
  }

  private static String artifact(String contract, String entries) {
    return "{\"contract\": \"%s\", \"enums\": {\"Mode\": [\"Off\", \"HalfOn\"]}, \"abi\": [%s]}"
        .formatted(contract, entries);
  }

  private static String struct(String name, String internalType, String member) {
    return """
    {"type": "function", "name": "%s", "stateMutability": "view", "outputs": [],
     "inputs": [{"name": "x", "type": "tuple", "internalType": "struct %s",
       "components": [{"name": "%s", "type": "uint64", "internalType": "uint64"}]}]}
    """
        .formatted(name, internalType, member);
  }

  @Test
  void theSameArtifactsGiveTheSameSource() throws IOException {
    Path folder = Path.of(System.getProperty("akashi.artifacts", "../contracts/artifacts"));
    List<Artifact> artifacts = Main.artifacts(folder);

    Map<String, String> first = Bindings.of(artifacts, "example");
    assertThat(first).isEqualTo(Bindings.of(artifacts, "example"));
    assertThat(first)
        .containsKeys("Rollup", "RollupEvent", "RollupConfig", "ProofClass", "ContractErrors");
    assertThat(first.get("ContractErrors"))
        .contains("new ErrorCatalog.Definition(\"BudgetTooLow\"");
  }

  @Test
  void contractsShareStructs() {
    Map<String, String> files =
        bindings(
            artifact("A", struct("f", "Terms", "ask")), artifact("B", struct("g", "Terms", "ask")));

    assertThat(files).containsOnlyKeys("A", "B", "Terms", "Mode", "ContractErrors");
    assertThat(files.get("Terms")).contains("public record Terms(BigInteger ask)");
    assertThat(files.get("Mode")).contains("OFF(0),", "HALF_ON(1);");
  }

  @Test
  void differentTypesOfOneNameAreRefused() {
    assertThatThrownBy(() ->
            bindings(
                artifact("A", struct("f", "Terms", "ask")),
                artifact("B", struct("g", "Terms", "price"))))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("two types would be called Terms");
  }

  @Test
  void aTopicThatIsAHashIsRefused() {
    String event =
        """
        {"type": "event", "name": "E", "inputs": [
          {"name": "text", "type": "string", "internalType": "string", "indexed": true}]}
        """;
    assertThatThrownBy(() -> bindings(artifact("A", event)))
        .isInstanceOf(BindingException.class)
        .hasMessageContaining("the topic of text is a hash");
  }

  @Test
  void functionsOfOneNameAreTold() {
    String f = "{\"type\":\"function\",\"name\":\"f\",\"inputs\":[%s],\"outputs\":[]}";
    String files =
        bindings(artifact("A", f.formatted("") + "," + f.formatted("{\"type\":\"bool\"}")))
            .get("A");
    assertThat(files).contains("ABI_F =", "ABI_F_2 =", "f(boolean arg0)");
  }

  @ParameterizedTest
  @CsvSource({
    "uint8, int",
    "int32, int",
    "uint31, int",
    "uint32, long",
    "int64, long",
    "uint63, long",
    "uint64, BigInteger",
    "int256, BigInteger",
    "bytes4, Bytes",
    "bytes32, Bytes32",
    "bytes, Bytes",
    "address[3], List<Address>",
    "uint16[], List<Integer>",
    "bool[][2], List<List<Boolean>>"
  })
  void typesAreAsWideAsTheirValues(String solidity, String java) {
    Parameter parameter = new Parameter("x", solidity, solidity, List.of(), false);
    assertThat(JavaType.of(parameter).name()).isEqualTo(java);
  }

  @Test
  void aTypeThatIsUnknownIsNamed() {
    assertThatThrownBy(
            () -> JavaType.of(new Parameter("x", "fixed128x18", "fixed128x18", List.of(), false)))
        .hasMessageContaining("fixed128x18 x");
  }

  @ParameterizedTest
  @CsvSource({
    "class, class_",
    "hashCode, hashCode_",
    "MAX_SEATS, maxSeats",
    "BURN, burn",
    "market_, market",
    "z, z"
  })
  void namesAreLegalAndUsual(String solidity, String java) {
    assertThat(Names.member(solidity)).isEqualTo(java);
  }

  @Test
  void whatIsUnchangedKeepsItsTimeAndWhatIsGoneGoes(@TempDir Path folder) throws IOException {
    Path artifacts = Files.createDirectory(folder.resolve("artifacts"));
    Files.writeString(artifacts.resolve("A.json"), artifact("A", struct("f", "Terms", "ask")));
    String[] arguments = {artifacts.toString(), folder.resolve("out").toString(), "a.b"};
    Main.main(arguments);
    Path terms = folder.resolve("out/a/b/Terms.java");
    Files.setLastModifiedTime(terms, FileTime.fromMillis(1_000));
    Files.writeString(folder.resolve("out/a/b/Old.java"), "class Old {}");

    Main.main(arguments);

    assertThat(Files.getLastModifiedTime(terms).toMillis()).isEqualTo(1_000);
    assertThat(folder.resolve("out/a/b/Old.java")).doesNotExist();
  }
}
