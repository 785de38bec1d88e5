package network.akashi.zkvm.exec;

/** How a run ended. */
public sealed interface Outcome {
  /** The guest halted; 0 means success. */
  record Halted(int exitCode) implements Outcome {
    @Override
    public String message() {
      return exitCode == 0 ? "halted" : "halted with exit code " + exitCode;
    }
  }

  /** The guest was stopped for what it did. */
  record Trapped(Trap trap) implements Outcome {
    @Override
    public String message() {
      return trap.message();
    }
  }

  /** The guest had not ended when it had used up its cycles. */
  record CycleLimitReached(long limit) implements Outcome {
    @Override
    public String message() {
      return "stopped after %d cycles, the limit: raise it, or give the program less to do"
          .formatted(limit);
    }
  }

  /** For people. */
  String message();

  /** Whether the guest halted with exit code 0, which is what a default verifier accepts. */
  default boolean isSuccess() {
    return this instanceof Halted(int exitCode) && exitCode == 0;
  }
}
