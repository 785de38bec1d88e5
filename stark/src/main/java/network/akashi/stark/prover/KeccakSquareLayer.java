package network.akashi.stark.prover;

import java.util.Arrays;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.stark.keccak.KeccakWiring;
import network.akashi.stark.verifier.RowGroups;

/** Squares of signs, which are 1 in every row. */
final class KeccakSquareLayer extends KeccakLayer {
  private final long[] states;

  KeccakSquareLayer(Ext5Array weights, long[] states) {
    super(weights);
    this.states = states;
  }

  @Override
  int factors() {
    return 2;
  }

  @Override
  int width() {
    return KeccakWiring.BITS;
  }

  @Override
  void load(int group, KeccakScratch scratch) {
    System.arraycopy(states, group * KeccakStates.GROUP, scratch.factors, 0, KeccakStates.GROUP);
    Arrays.fill(scratch.results, 0, KeccakWiring.LANES * RowGroups.SIZE, 0);
  }

  @Override
  Ext5 sumBase(KeccakScratch scratch) {
    int[] base = scratch.base;
    FIELD.mul(base, 0, base, 0, base, 0, width());
    return Ext.dotBase(weights(), 0, base, 0, width());
  }

  @Override
  Ext5 sumValues(Ext5Array values, KeccakScratch scratch) {
    Ext.mul(weights(), 0, values, 0, scratch.terms, 0, width());
    return Ext.dot(scratch.terms, 0, values, 0, width());
  }
}
