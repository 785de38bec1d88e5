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

  /** Rows for each call. */
  abstract int rowsPerCall();

  /**
   * Fills the rows of one call, from the current row of {@code row} on; leaves it at the last of
   * them.
   */
  abstract void fill(ChipRow row, Step step);
}
