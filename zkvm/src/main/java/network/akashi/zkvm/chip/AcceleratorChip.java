package network.akashi.zkvm.chip;

import network.akashi.stark.air.Air;
import network.akashi.zkvm.exec.EnvironmentCall;

/**
 * A chip that does what an environment call asks for: it takes the request off {@link Buses#CALL},
 * reads the other arguments and the operands itself, and writes the result.
 */
abstract class AcceleratorChip implements Air {
  /** The call it serves. */
  abstract EnvironmentCall call();

  /** Rows that a call takes. */
  int rowsPerCall() {
    return 1;
  }

  /** Fills a call's rows from the current one on, and leaves the last of them the current one. */
  abstract void fill(ChipRow row, Step step);
}
