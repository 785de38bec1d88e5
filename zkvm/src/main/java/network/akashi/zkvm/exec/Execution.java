package network.akashi.zkvm.exec;

import java.util.Arrays;

/**
 * A finished run: how it ended, what it cost, and what it said. The same for every engine, on every
 * machine, every time.
 */
public final class Execution {
  private final Outcome outcome;
  private final long pc;
  private final Counts counts;
  private final long misaligned;
  private final byte[] output;
  private final byte[] outputDigest;
  private final byte[] log;

  private Execution(Machine machine, Outcome outcome) {
    this.outcome = outcome;
    this.pc = machine.pc;
    this.counts = machine.counts();
    this.misaligned = machine.memory.misaligned();
    this.output = machine.output.toByteArray();
    this.outputDigest = machine.outputDigest();
    this.log = machine.log.toByteArray();
  }

  /** What became of a machine that has stopped, or has used up {@code maxCycles}. */
  static Execution of(Machine machine, long maxCycles) {
    Outcome outcome = machine.outcome;
    return new Execution(
        machine, outcome == null ? new Outcome.CycleLimitReached(maxCycles) : outcome);
  }

  public Outcome outcome() {
    return outcome;
  }

  /** Address of the instruction that would have been next; of the {@code ecall} that halted. */
  public long pc() {
    return pc;
  }

  /** Instructions carried out. */
  public long cycles() {
    return counts.cycles();
  }

  /** What the run costs to prove, by {@link CostModel}. */
  public long cells() {
    return CostModel.cells(counts, misaligned);
  }

  public Counts counts() {
    return counts;
  }

  /** Loads and stores that were not aligned to their size. */
  public long misaligned() {
    return misaligned;
  }

  /** All bytes handed out as output, in order. */
  public byte[] output() {
    return output.clone();
  }

  /** The 32 bytes in the public page at the end, which a proof of the run would state. */
  public byte[] outputDigest() {
    return outputDigest.clone();
  }

  /**
   * Whether the digest that a proof would state is that of the output. It is if the guest uses the
   * guest library to write output.
   */
  public boolean isOutputCommitted() {
    return Arrays.equals(outputDigest, Sha256.digest(output));
  }

  /** What the guest had to say to its developer; no part of any statement. */
  public byte[] log() {
    return log.clone();
  }
}
