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

  @Test
  void provesVerifiesAndInspects() throws IOException {
    String input = input(10, 0, 0, 0, 0, 0, 0, 0).toString();
    String proof = folder.resolve("fibonacci.proof").toString();
    String output = folder.resolve("output").toString();
    String payee = "0x00000000000000000000000000000000000000aa";

    Result proven =
        run("prove", FIBONACCI, "-i", input, "-p", proof, "-o", output, "--payee", payee, "--json");
    assertThat(proven.status()).as(proven.err()).isEqualTo(ExitCode.OK);
    assertThat(proven.json().at("/securityBits").asDouble()).isGreaterThanOrEqualTo(118);
    assertThat(proven.json().at("/payee").asString()).endsWith("aa");
    String id = proven.json().at("/program").asString();
    try (var left = Files.list(folder)) {
      assertThat(left.map(Path::toString)).noneMatch(name -> name.endsWith(".draft"));
    }

    for (String program : new String[] {id, FIBONACCI}) {
      Result valid = run("verify", proof, "--program", program, "-o", output, "--json");
      assertThat(valid.status()).as(valid.out()).isEqualTo(ExitCode.OK);
      assertThat(valid.json().at("/valid").asBoolean()).isTrue();
    }
    assertThat(run("inspect", proof).out()).contains(id, "not verified");
    assertThat(run("inspect", proof, "--json").json().at("/verified").asBoolean()).isFalse();

    refuses("another program", proof, "--program", GUESTS.resolve("sort.elf").toString());
    refuses("exit code 0, not 1", proof, "--program", id, "--exit-code", "1");
    refuses("something else", proof, "--program", id, "-o", input);
    refuses("pays", proof, "--program", id, "--payee", "0x" + "00".repeat(32));
    refuses("fewer bits", proof, "--program", id, "--bits", "124");
    byte[] bytes = Files.readAllBytes(Path.of(proof));
    bytes[bytes.length / 2] ^= 1;
    Path broken = Files.write(folder.resolve("broken"), bytes);
    refuses("INVALID", broken.toString(), "--program", id);
    assertThat(run("verify", proof, "--program", "0x12").status()).isEqualTo(ExitCode.USAGE);
    assertThat(run("verify", proof).status()).isEqualTo(ExitCode.USAGE);
  }

  private static void refuses(String why, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "verify";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Result result = run(all);
    assertThat(result.status()).as(why).isEqualTo(ExitCode.NEGATIVE);
    assertThat(result.out()).contains("INVALID", why);
  }

  @Test
  void whatCannotBeProvenLeavesNoProof() throws IOException {
    Path proof = folder.resolve("proof");
    Result usage = run("prove", FIBONACCI, "-p", proof.toString(), "--payee", "0x12");
    Result noFolder = run("prove", FIBONACCI, "-p", folder.resolve("no/proof").toString());
    assertThat(usage.status()).isEqualTo(ExitCode.USAGE);
    assertThat(usage.err()).contains("--payee: payee: must be 32 bytes");
    assertThat(noFolder.status()).isEqualTo(ExitCode.FAILED);
    assertThat(noFolder.err()).contains("there is no such folder");
    assertThat(proof).doesNotExist();
  }
}
