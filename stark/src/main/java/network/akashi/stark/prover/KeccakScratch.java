package network.akashi.stark.prover;

import network.akashi.math.Ext5Array;
import network.akashi.stark.keccak.KeccakWiring;
import network.akashi.stark.verifier.RowGroups;

/** What one worker needs for the rows of a layer of Keccak-f; contents undefined between uses. */
final class KeccakScratch {
  /**
   * The most values of a row: a state, and two columns' parities or two lanes of each row again.
   */
  static final int WIDTH = KeccakWiring.BITS + 2 * KeccakWiring.COLUMNS;

  /** A group's factors, then its results, each word by {@code 16·i + d}. */
  final long[] factors = new long[WIDTH / KeccakWiring.LANE_BITS * RowGroups.SIZE];

  final long[] results = new long[KeccakStates.GROUP];
  final long[] moved = new long[KeccakStates.GROUP];
  final long[] parities = new long[KeccakWiring.SIDE * RowGroups.SIZE];
  final long[] spread = new long[2 * KeccakWiring.SIDE * RowGroups.SIZE];
  final int[] patterns = new int[WIDTH];
  final int[] base = new int[WIDTH];
  final int[] products = new int[KeccakWiring.BITS];
  final Ext5Array values = Ext5Array.allocate(WIDTH);
  final Ext5Array steps = Ext5Array.allocate(WIDTH);
  final Ext5Array terms = Ext5Array.allocate(KeccakWiring.BITS);
}
