package network.akashi.bench;

/** Something to time, with its own operands; one thread runs it at a time. */
@FunctionalInterface
interface Work {
  /** Does it once. */
  void run();
}
