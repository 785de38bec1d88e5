package network.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GuestCommandsTest {
  private static final Path GUESTS = Path.of("..", "guests", "elf");
  private static final String FIBONACCI = GUESTS.resolve("fibonacci.elf").toString();

  @TempDir private Path folder;

  private record Result(int status, String out, String err) {
    JsonNode json() {
      return new JsonMapper().readTree(out);
    }
  }

  private static Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Result(status, out.toString(), err.toString());
  }

  private Path input(int... bytes) throws IOException {
    byte[] input = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      input[i] = (byte) bytes[i];
    }
    return Files.write(folder.resolve("input"), input);
  }

  @Test
  void executesAProgramAndMetersIt() throws IOException {
    Path input = input(10, 0, 0, 0, 0, 0, 0, 0);
    Path output = folder.resolve("output");

    Result json =
        run(
            "execute",
            FIBONACCI,
            "--input",
            input.toString(),
            "--output",
            output.toString(),
            "--json");
    Result text = run("execute", FIBONACCI, "-i", input.toString());

    assertThat(json.status()).as(json.err()).isEqualTo(ExitCode.OK);
    assertThat(json.json().at("/outcome/kind").asString()).isEqualTo("halted");
    assertThat(json.json().at("/output").asString()).isEqualTo("0x3700000000000000");
    assertThat(json.json().at("/cycles").asLong()).isPositive();
    assertThat(json.json().at("/cells").asLong()).isGreaterThan(json.json().at("/cycles").asLong());
    assertThat(json.json().at("/outputCommitted").asBoolean()).isTrue();
    assertThat(Files.readAllBytes(output)).containsExactly(55, 0, 0, 0, 0, 0, 0, 0);
    assertThat(text.out()).contains("outcome         halted", "8 bytes: 0x3700000000000000");
  }

  @Test
  void aFailingProgramIsANoAndStoresNothing() throws IOException {
    Path output = folder.resolve("output");

    Result panic =
        run("execute", FIBONACCI, "-i", input(1, 2).toString(), "-o", output.toString(), "--json");
    Result limit = run("execute", FIBONACCI, "--max-cycles", "10", "--json");

    assertThat(panic.status()).isEqualTo(ExitCode.NEGATIVE);
    assertThat(panic.json().at("/outcome/exitCode").asInt()).isEqualTo(101);
    assertThat(panic.err()).contains("input: must be 8 bytes");
    assertThat(output).doesNotExist();
    assertThat(limit.status()).isEqualTo(ExitCode.NEGATIVE);
    assertThat(limit.json().at("/outcome/kind").asString()).isEqualTo("cycleLimit");
    assertThat(limit.json().at("/cycles").asLong()).isEqualTo(10);
  }

  @Test
  void whatCannotBeReadIsSaid() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "no program");

    assertThat(run("execute", text.toString()).err()).contains("not an ELF file", "guests/README");
    assertThat(run("execute", text.toString()).status()).isEqualTo(ExitCode.FAILED);
    assertThat(run("inspect", "nothing-here").err()).contains("no such file: nothing-here");
    assertThat(run("inspect", folder.toString()).err()).contains("is a folder");
    assertThat(run("execute", FIBONACCI, "-i", "nothing-here").err()).contains("no such file");
    assertThat(run("execute", FIBONACCI, "--max-cycles", "-1").status()).isEqualTo(ExitCode.USAGE);
    assertThat(run("execute").status()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void inspectsAProgram() {
    Result json = run("inspect", FIBONACCI, "--json");
    Result text = run("inspect", FIBONACCI);

    assertThat(json.status()).isEqualTo(ExitCode.OK);
    assertThat(json.json().at("/program").asString()).matches("0x[0-9a-f]{64}");
    assertThat(json.json().at("/entry").asString()).isEqualTo("0x00100000");
    assertThat(json.json().at("/segments/0/executable").asBoolean()).isTrue();
    assertThat(text.out()).contains(json.json().at("/program").asString(), "r-x", "rw-");
  }

  @Test
  @Tag("slow")
  void measuresTheExecutor() {
    Result json = run("bench", "executor", "--guests", GUESTS.toString(), "--json");

    assertThat(json.status()).isEqualTo(ExitCode.OK);
    assertThat(json.json().at("/guests/0/translatedMegahertz").asDouble()).isPositive();
  }

  @Test
  void saysWhichGuestIsMissing() {
    assertThat(run("bench", "executor", "--guests", folder.toString()).err())
        .contains("no such file", "fibonacci.elf");
  }
}
