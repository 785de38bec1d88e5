package network.akashi.node.farm;

import java.util.function.BooleanSupplier;

/** What a worker does with a task. */
@FunctionalInterface
public interface TaskProver {
  /**
   * Proves a run.
   *
   * @param elf the program, as the farm has it
   * @param input what it reads
   * @param dropped asked now and then: whether the task is lost
   * @return a bundle of one part
   * @throws network.akashi.node.work.WorkException if it cannot be proven
   * @throws java.util.concurrent.CancellationException if it was dropped
   */
  byte[] prove(Lease lease, byte[] elf, byte[] input, BooleanSupplier dropped);
}
