package network.akashi.node.farm;

import java.util.List;
import java.util.function.BooleanSupplier;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.node.work.Bundle;
import network.akashi.node.work.CoreProver;
import network.akashi.node.work.WorkException;
import network.akashi.zkvm.program.InvalidElfException;
import network.akashi.zkvm.program.Program;
import network.akashi.zkvm.proof.ProgramKey;
import org.jspecify.annotations.Nullable;

/** Proves tasks on this machine's cores; keeps the key of the program that it proved last. */
public final class GuestProver implements TaskProver, AutoCloseable {
  private final CoreProver cores;
  private @Nullable ProgramKey key;

  /** A prover on as many threads. */
  public GuestProver(int threads) {
    this.cores = new CoreProver(threads);
  }

  @Override
  public synchronized byte[] prove(Lease lease, byte[] elf, byte[] input, BooleanSupplier dropped) {
    CoreProver.Made made = cores.prove(key(lease.program(), elf), input, lease.payee(), dropped);
    return new Bundle(List.of(made.proven().part())).encode();
  }

  private ProgramKey key(Bytes32 program, byte[] elf) {
    ProgramKey there = key;
    if (there == null || !Bytes32.of(there.id().bytes()).equals(program)) {
      try {
        there = ProgramKey.of(Program.fromElf(elf));
      } catch (InvalidElfException e) {
        throw new WorkException(NodeError.UNKNOWN_PROGRAM, String.valueOf(e.getMessage()), e);
      }
      if (!Bytes32.of(there.id().bytes()).equals(program)) {
        throw new WorkException(
            NodeError.UNKNOWN_PROGRAM, "the file that the farm has is not program " + program);
      }
      key = there;
    }
    return there;
  }

  @Override
  public void close() {
    cores.close();
  }
}
