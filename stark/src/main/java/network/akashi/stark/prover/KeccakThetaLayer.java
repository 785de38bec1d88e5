package network.akashi.stark.prover;

import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.stark.keccak.KeccakWiring;
import network.akashi.stark.verifier.RowGroups;

/**
 * Theta: bits of the state in their natural order, each times its column's two parities, which come
 * after them, those to the left first.
 */
final class KeccakThetaLayer extends KeccakLayer {
  private static final int STATE = KeccakWiring.BITS;
  private static final int COLUMNS = KeccakWiring.COLUMNS;

  private final long[] states;

  KeccakThetaLayer(Ext5Array weights, long[] states) {
    super(weights);
    this.states = states;
  }

  @Override
  int factors() {
    return 3;
  }

  @Override
  int width() {
    return STATE + 2 * COLUMNS;
  }

  @Override
  void load(int group, KeccakScratch scratch) {
    int side = KeccakWiring.SIDE * RowGroups.SIZE;
    KeccakStates.parity(states, group, scratch.parities);
    System.arraycopy(states, group * KeccakStates.GROUP, scratch.factors, 0, KeccakStates.GROUP);
    KeccakStates.spread(scratch.parities, scratch.spread);
    System.arraycopy(scratch.spread, 0, scratch.factors, KeccakStates.GROUP, 2 * side);
    for (int i = 0; i < KeccakStates.GROUP; i++) {
      int column = i % side;
      scratch.results[i] =
          scratch.factors[i] ^ scratch.spread[column] ^ scratch.spread[side + column];
    }
  }

  @Override
  Ext5 sumBase(KeccakScratch scratch) {
    int[] base = scratch.base;
    int[] terms = scratch.products;
    FIELD.mul(base, STATE, base, STATE + COLUMNS, base, STATE, COLUMNS);
    for (int y = 0; y < STATE; y += COLUMNS) {
      FIELD.mul(base, y, base, STATE, terms, y, COLUMNS);
    }
    return Ext.dotBase(weights(), 0, terms, 0, STATE);
  }

  @Override
  Ext5 sumValues(Ext5Array values, KeccakScratch scratch) {
    Ext5Array terms = scratch.terms;
    Ext.mul(weights(), 0, values, 0, terms, 0, STATE);
    for (int y = COLUMNS; y < STATE; y += COLUMNS) {
      Ext.add(terms, 0, terms, y, terms, 0, COLUMNS);
    }
    Ext.mul(values, STATE, values, STATE + COLUMNS, terms, COLUMNS, COLUMNS);
    return Ext.dot(terms, 0, terms, COLUMNS, COLUMNS);
  }
}
