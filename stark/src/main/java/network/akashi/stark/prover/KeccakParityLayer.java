package network.akashi.stark.prover;

import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.stark.keccak.KeccakWiring;

/** Parities of columns: products of the state's five planes. */
final class KeccakParityLayer extends KeccakLayer {
  private static final int COLUMNS = KeccakWiring.COLUMNS;

  private final long[] states;

  KeccakParityLayer(Ext5Array weights, long[] states) {
    super(weights);
    this.states = states;
  }

  @Override
  int factors() {
    return KeccakWiring.SIDE;
  }

  @Override
  int width() {
    return KeccakWiring.BITS;
  }

  @Override
  void load(int group, KeccakScratch scratch) {
    System.arraycopy(states, group * KeccakStates.GROUP, scratch.factors, 0, KeccakStates.GROUP);
    KeccakStates.parity(states, group, scratch.results);
  }

  @Override
  Ext5 sumBase(KeccakScratch scratch) {
    int[] base = scratch.base;
    for (int y = COLUMNS; y < KeccakWiring.BITS; y += COLUMNS) {
      FIELD.mul(base, 0, base, y, base, 0, COLUMNS);
    }
    return Ext.dotBase(weights(), 0, base, 0, COLUMNS);
  }

  @Override
  Ext5 sumValues(Ext5Array values, KeccakScratch scratch) {
    Ext5Array terms = scratch.terms;
    Ext.mul(values, 0, values, COLUMNS, terms, 0, COLUMNS);
    for (int y = 2 * COLUMNS; y < KeccakWiring.BITS; y += COLUMNS) {
      Ext.mul(terms, 0, values, y, terms, 0, COLUMNS);
    }
    return Ext.dot(weights(), 0, terms, 0, COLUMNS);
  }
}
