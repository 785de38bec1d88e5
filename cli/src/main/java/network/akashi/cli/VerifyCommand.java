package network.akashi.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import network.akashi.zkvm.exec.Sha256;
import network.akashi.zkvm.program.ProgramId;
import network.akashi.zkvm.proof.Payee;
import network.akashi.zkvm.proof.ProgramKey;
import network.akashi.zkvm.proof.RunProofFormat;
import network.akashi.zkvm.proof.RunVerification;
import network.akashi.zkvm.proof.RunVerifier;
import network.akashi.zkvm.proof.Statement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Verifies a proof of a run. */
@Command(
    name = "verify",
    description = {
      "Verify that a program ran as a proof says. Whoever verifies says which program; its id is"
          + " enough. A run that failed (a nonzero exit code) is a no, unless --exit-code says so.",
      "Ends with status 0 if the proof is valid, 1 if it is not, and says why."
    })
final class VerifyCommand implements Callable<Integer> {
  private static final JsonMapper MAPPER = new JsonMapper();

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PROOF", description = "The proof.")
  private Path proof;

  @Option(
      names = "--program",
      paramLabel = "ID|ELF",
      required = true,
      description = "The program: its id in hex, or its ELF file.")
  private String program;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "What the program must have written as output.")
  private @Nullable Path output;

  @Option(
      names = "--payee",
      paramLabel = "HEX",
      description = "Who must be paid for the proof: 32 bytes, or an address of 20.")
  private @Nullable String payee;

  @Option(
      names = "--exit-code",
      paramLabel = "N",
      defaultValue = "0",
      description = "The exit code that the program must have ended with; default 0, success.")
  private int exitCode;

  @Option(
      names = "--bits",
      paramLabel = "N",
      defaultValue = "118",
      description = "The least proven bits of security to accept; default ${DEFAULT-VALUE}.")
  private double bits;

  @Option(names = "--json", description = "Print one JSON document instead of text.")
  private boolean json;

  @Override
  public Integer call() {
    Optional<Payee> wantedPayee = Optional.ofNullable(payee).map(this::payee);
    ProgramId id = program();
    byte[] bytes = GuestFile.bytes(proof, RunProofFormat.MAX_BYTES, "a proof");
    RunVerifier verifier = new RunVerifier(bits);
    long start = System.nanoTime();
    RunVerification answer = verifier.verify(bytes, id);
    long nanos = System.nanoTime() - start;
    Optional<String> refusal =
        switch (answer) {
          case RunVerification.Rejected rejected -> Optional.of(rejected.message());
          case RunVerification.Accepted(Statement statement) -> differs(statement, wantedPayee);
        };
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? json(answer, refusal, nanos) : text(answer, refusal, nanos));
    out.flush();
    return refusal.isEmpty() ? ExitCode.OK : ExitCode.NEGATIVE;
  }

  /** What is proven but not what was asked for. */
  private Optional<String> differs(Statement statement, Optional<Payee> wantedPayee) {
    if (statement.exitCode() != exitCode) {
      return Optional.of(
          "the program ended with exit code %d, not %d".formatted(statement.exitCode(), exitCode));
    }
    if (wantedPayee.isPresent() && !statement.payee().equals(wantedPayee.get())) {
      return Optional.of("the proof pays " + statement.payee());
    }
    if (output != null) {
      byte[] digest = Sha256.digest(GuestFile.bytes(output, Integer.MAX_VALUE - 8, "an output"));
      if (!Arrays.equals(digest, statement.outputDigest())) {
        return Optional.of("the program wrote something else than " + output);
      }
    }
    return Optional.empty();
  }

  private ProgramId program() {
    Path file = Path.of(program);
    if (Files.exists(file)) {
      return ProgramKey.commitment(GuestFile.program(file)).id();
    }
    try {
      return ProgramId.parse(program);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(
          spec.commandLine(),
          "--program: neither a file nor an id: %s (%s)".formatted(program, wrong.getMessage()),
          wrong);
    }
  }

  private Payee payee(String hex) {
    try {
      return Payee.parse(hex);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), "--payee: " + wrong.getMessage(), wrong);
    }
  }

  private static String text(RunVerification answer, Optional<String> refusal, long nanos) {
    StringJoiner text = new StringJoiner(System.lineSeparator());
    StatementReport.line(text, "verdict", refusal.map(why -> "INVALID: " + why).orElse("valid"));
    if (answer instanceof RunVerification.Accepted(Statement statement)) {
      StatementReport.text(text, statement);
    }
    StatementReport.line(text, "time", "%.1f ms".formatted(nanos / 1e6));
    return text.toString();
  }

  private static String json(RunVerification answer, Optional<String> refusal, long nanos) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("valid", refusal.isEmpty());
    refusal.ifPresent(why -> json.put("reason", why));
    if (answer instanceof RunVerification.Rejected rejected) {
      json.put("rejection", rejected.reason().name());
      rejected.stark().ifPresent(stark -> json.put("starkRejection", stark.name()));
    }
    if (answer instanceof RunVerification.Accepted(Statement statement)) {
      StatementReport.json(json.putObject("statement"), statement);
    }
    json.put("milliseconds", nanos / 1e6);
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }
}
