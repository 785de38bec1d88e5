package network.akashi.node.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.node.view.Terms;
import network.akashi.zkvm.exec.Execution;
import network.akashi.zkvm.exec.Executor;
import network.akashi.zkvm.exec.Outcome;
import network.akashi.zkvm.program.MemoryMap;
import network.akashi.zkvm.program.Program;

/**
 * Requests that are about one run of any program. The input commitment is the SHA-256 of the input,
 * which lies in a folder under that name; the output digest is the run's.
 */
public final class GuestFolder implements WorkSource {
  private static final long MOST_CYCLES = 1L << 21;

  private final Programs programs;
  private final Path folder;
  private final Executor executor = Executor.translator();

  public GuestFolder(Programs programs, Path folder) {
    this.programs = programs;
    this.folder = folder;
  }

  @Override
  public Work fetch(Terms terms) {
    Program program =
        programs
            .find(terms.programId())
            .orElseThrow(() ->
                new WorkException(NodeError.UNKNOWN_PROGRAM, "no program " + terms.programId()));
    byte[] input = input(terms.inputCommitment());
    Execution run = executor.execute(program, input, MOST_CYCLES);
    if (!(run.outcome() instanceof Outcome.Halted(int exitCode) && exitCode == 0)
        || !run.isOutputCommitted()) {
      throw new WorkException(NodeError.UNPROVABLE, run.outcome().message());
    }
    if (run.cells() > terms.maxWork()) {
      throw new WorkException(
          NodeError.WORK_ABOVE_BOUND,
          "%,d cells, of which %,d are paid for".formatted(run.cells(), terms.maxWork()));
    }
    return new Run(input, Bytes32.of(run.outputDigest()), run.cycles());
  }

  private byte[] input(Bytes32 commitment) {
    Path file = folder.resolve(commitment.toHex());
    try {
      if (Files.size(file) > MemoryMap.MAX_INPUT_BYTES) {
        throw new WorkException(NodeError.UNPROVABLE, file + " is longer than an input may be");
      }
      byte[] input = Files.readAllBytes(file);
      if (!Sha256.of(input).equals(commitment)) {
        throw new WorkException(NodeError.DATA_UNAVAILABLE, file + " is not what its name says");
      }
      return input;
    } catch (NoSuchFileException e) {
      throw new WorkException(NodeError.DATA_UNAVAILABLE, "there is no " + file, e);
    } catch (IOException e) {
      throw new WorkException(NodeError.DATA_UNAVAILABLE, file + " cannot be read", e);
    }
  }

  private record Run(byte[] bytes, Bytes32 outputDigest, long cycles) implements Work {
    @Override
    public Bytes callbackOutput() {
      return Bytes.EMPTY;
    }

    @Override
    public int runs() {
      return 1;
    }

    @Override
    public byte[] input(int run, Address payee) {
      return bytes.clone();
    }

    @Override
    public Bytes32 outputDigest(int run, Address payee) {
      return outputDigest;
    }

    @Override
    public long estimatedCycles(int run) {
      return cycles;
    }

    @Override
    public Bytes32 join(List<byte[]> outputs, Address payee) {
      if (outputs.size() != 1) {
        throw new WorkException(NodeError.CLAIM_FALSE, "one run, not " + outputs.size());
      }
      return Sha256.of(outputs.getFirst());
    }
  }
}
