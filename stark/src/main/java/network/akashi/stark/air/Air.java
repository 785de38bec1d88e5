package network.akashi.stark.air;

import java.util.Optional;

/**
 * An algebraic intermediate representation: one table's columns, the polynomial constraints its
 * rows must satisfy, and the tuples its rows put on buses.
 *
 * <p>It is written once, against an abstract field; see {@link AirBuilder}. Every row must be able
 * to be a padding row: {@link #paddingValue} gives the row that fills a table up to a power of two,
 * which must satisfy all constraints and put nothing on a bus.
 */
public interface Air {
  /** A short name, unique in a machine, for reports and errors. */
  String name();

  AirLayout layout();

  /** How often this AIR may occur in one proof. */
  default Instances instances() {
    return layout().preprocessed().isEmpty() ? Instances.ANY : Instances.EXACTLY_ONE;
  }

  /** The canonical integer that fills {@code mainColumn} in padding rows. */
  default int paddingValue(int mainColumn) {
    return 0;
  }

  /**
   * What the preprocessed columns hold, as canonical integers: one array per column, all of one
   * length. Rows beyond it hold zeros, up to a power of two, which is the padded height of any
   * table of this AIR.
   */
  default int[][] preprocessedValues() {
    return new int[0][];
  }

  /** Columns between which Keccak-f holds in every row, if there are such. */
  default Optional<KeccakColumns> keccak() {
    return Optional.empty();
  }

  /**
   * States the constraints and interactions of one row (and its successor).
   *
   * <p>Must do the same calls in the same order whatever the builder: no branching on values.
   */
  <E> void constrain(AirBuilder<E> builder);
}
