package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.zkvm.exec.EnvironmentCall;

/**
 * A chip that does what an environment call asks for: it takes the request off {@link Buses#CALL},
 * reads the other arguments and the operands itself, and writes the result.
 *
 * <p>Work may be left to companions: AIRs that only this chip speaks to.
 */
abstract class AcceleratorChip implements Air {
  /** Opens a table of a companion, which may have several. */
  interface Opener {
    ChipRow open(Air companion, int height);
  }

  /** The call it serves. */
  abstract EnvironmentCall call();

  /** Calls that share a row. */
  int callsPerRow() {
    return 1;
  }

  /** Rows that a call takes; more than one only where calls do not share rows. */
  int rowsPerCall() {
    return 1;
  }

  /**
   * Fills what one call has of the current row, or its rows from the current one on, and leaves the
   * last of them the current one.
   *
   * @param place which of the calls of the row it is, from 0 on
   */
  abstract void fill(ChipRow row, Step step, int place);

  /** AIRs that this chip leaves work to. */
  List<Air> companions() {
    return List.of();
  }

  /**
   * Finishes the chip's own table, when all calls have been filled in, and fills the companions'.
   *
   * @param rows the chip's own table, of {@code height} rows
   */
  void finish(ChipRow rows, int height, Opener opener) {}
}
