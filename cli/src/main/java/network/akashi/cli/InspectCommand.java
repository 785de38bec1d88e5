package network.akashi.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.akashi.zkvm.program.ElfLoader;
import network.akashi.zkvm.proof.RunProof;
import network.akashi.zkvm.proof.RunProofFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a file holds. */
@Command(
    name = "inspect",
    description = {
      "Show what a file holds. Of a program: its id, where it lies in memory, what it consists of. Of"
          + " a proof: what it states; whether that is true only verify tells."
    })
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PROOF|ELF", description = "A proof or a program.")
  private Path file;

  @Option(names = "--json", description = "Print one JSON document instead of text.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    byte[] bytes = GuestFile.bytes(file, ElfLoader.MAX_FILE_BYTES, "a proof or a program");
    Optional<RunProof> proof = RunProofFormat.read(bytes);
    if (proof.isPresent()) {
      ProofReport report = new ProofReport(proof.get(), bytes.length);
      out.println(json ? report.json() : report.text());
    } else {
      ProgramReport report = new ProgramReport(GuestFile.program(file));
      out.println(json ? report.json() : report.text());
    }
    out.flush();
    return ExitCode.OK;
  }
}
