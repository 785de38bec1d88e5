package network.akashi.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import network.akashi.chain.AtomicFile;
import network.akashi.math.Parallel;
import network.akashi.zkvm.program.Program;
import network.akashi.zkvm.proof.Payee;
import network.akashi.zkvm.proof.ProgramKey;
import network.akashi.zkvm.proof.ProvenRun;
import network.akashi.zkvm.proof.RunProver;
import network.akashi.zkvm.proof.UnprovableRunException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a guest and proves the run. */
@Command(
    name = "prove",
    description = {
      "Run a RISC-V program (riscv64im, a static ELF file), and prove what it did: its id, exit code,"
          + " digest of the output, cycles and cells, and who made the proof.",
      "The proof is written when it is complete; a file of that name is replaced. A program that"
          + " traps cannot be proven; one that ends with a nonzero exit code can."
    })
final class ProveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private GuestInput guest = new GuestInput();
  @Mixin private SecurityOption security = new SecurityOption();

  @Option(
      names = {"-p", "--proof"},
      paramLabel = "FILE",
      required = true,
      description = "Where to store the proof.")
  private Path proof;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to store the program's output.")
  private @Nullable Path output;

  @Option(
      names = "--payee",
      paramLabel = "HEX",
      description =
          "Who is paid for the proof: 32 bytes, or an address of 20; default: nobody, 32 zeros.")
  private @Nullable String payee;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Prove on N threads; default: one for each core.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--json", description = "Print one JSON document instead of text.")
  private boolean json;

  @Override
  public Integer call() {
    Payee payTo = payee();
    if (threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--threads: must be at least 1, is " + threads);
    }
    requireFolder(proof);
    Program program = guest.program();
    byte[] bytes = guest.bytes();
    Map<String, Long> stages = new LinkedHashMap<>();
    long start = System.nanoTime();
    ProvenRun run;
    long proving;
    try (Progress progress = new Progress(spec.commandLine().getErr());
        Parallel cores = Parallel.ofThreads(threads)) {
      progress.show("committing to the program");
      ProgramKey key = ProgramKey.of(program, security.named(spec));
      stages.put("key", System.nanoTime() - start);
      try (RunProver prover = new RunProver(key, cores)) {
        long began = System.nanoTime();
        run =
            prover.prove(
                bytes,
                payTo,
                (stage, nanos) -> {
                  if (nanos < 0) {
                    progress.show(stage);
                  } else {
                    stages.put(stage, nanos);
                  }
                });
        proving = System.nanoTime() - began;
      }
    } catch (UnprovableRunException unprovable) {
      throw new CommandFailure(guest.elf() + ": " + unprovable.getMessage(), unprovable.advice());
    }
    AtomicFile.write(proof, run.proof());
    if (output != null) {
      AtomicFile.write(output, run.execution().output());
    }
    ProvingReport report = new ProvingReport(run, stages, proving);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? report.json() : report.text());
    out.flush();
    return ExitCode.OK;
  }

  private Payee payee() {
    try {
      return payee == null ? Payee.NOBODY : Payee.parse(payee);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), "--payee: " + wrong.getMessage(), wrong);
    }
  }

  /** Better before the work than after it. */
  private static void requireFolder(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new CommandFailure(file + ": there is no such folder", "create it, or name another");
    }
    if (Files.isDirectory(file)) {
      throw new CommandFailure(file + ": is a folder", "name a file");
    }
  }
}
