package network.akashi.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import network.akashi.chain.AtomicFile;
import network.akashi.zkvm.exec.Execution;
import network.akashi.zkvm.exec.Executor;
import network.akashi.zkvm.exec.Profile;
import network.akashi.zkvm.program.Program;
import network.akashi.zkvm.program.ProgramId;
import network.akashi.zkvm.proof.ProgramKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs a guest without proving anything, and says what it would cost to prove. */
@Command(
    name = "execute",
    description = {
      "Run a RISC-V program (riscv64im, a static ELF file) without proving it, and meter it:"
          + " cycles, cells (what proving costs), misaligned accesses.",
      "Ends with status 1 if the program fails: a nonzero exit code, a trap, or too many cycles."
          + " Messages of the program go to standard error."
    })
final class ExecuteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private GuestInput guest = new GuestInput();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to store the program's output; nothing is stored if it fails.")
  private @Nullable Path output;

  @Option(
      names = "--max-cycles",
      paramLabel = "N",
      defaultValue = "4294967296",
      description = "Stop after this many cycles (default: 2^32).")
  private long maxCycles;

  @Option(
      names = "--profile",
      description =
          "Say what the parts of the program cost that it marks (guests/README.md); slower.")
  private boolean profile;

  @Option(names = "--json", description = "Print one JSON document instead of text.")
  private boolean json;

  @Override
  public Integer call() {
    if (maxCycles < 0) {
      throw new ParameterException(
          spec.commandLine(), "--max-cycles: must not be negative, is " + maxCycles);
    }
    Program program = guest.program();
    byte[] bytes = guest.bytes();
    FutureTask<ProgramId> id = new FutureTask<>(() -> ProgramKey.commitment(program).id());
    Thread.ofPlatform().daemon().name("akashi-program-id").start(id);
    long start = System.nanoTime();
    Map<String, Profile.Cost> parts = Map.of();
    Execution run;
    if (profile) {
      Executor.Profiled profiled = Executor.profile(program, bytes, maxCycles);
      run = profiled.run();
      parts = profiled.profile().costs();
    } else {
      run = Executor.translator().execute(program, bytes, maxCycles);
    }
    long nanos = System.nanoTime() - start;
    ExecutionReport report = new ExecutionReport(await(id), run, parts, nanos);

    PrintWriter err = spec.commandLine().getErr();
    if (run.log().length != 0) {
      err.print(new String(run.log(), StandardCharsets.UTF_8));
      err.flush();
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? report.json() : report.text());
    out.flush();
    if (!run.outcome().isSuccess()) {
      return ExitCode.NEGATIVE;
    }
    if (output != null) {
      AtomicFile.write(output, run.output());
    }
    return ExitCode.OK;
  }

  private static ProgramId await(FutureTask<ProgramId> id) {
    try {
      return id.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", "run it again");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the program has no id", e.getCause());
    }
  }
}
