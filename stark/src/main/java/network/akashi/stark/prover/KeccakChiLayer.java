package network.akashi.stark.prover;

import java.util.Arrays;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.math.KoalaBear;
import network.akashi.stark.keccak.KeccakWiring;
import network.akashi.stark.verifier.RowGroups;

/**
 * Chi: {@code B·((B₁ + 1)·(B₂ − 1) + 2)/2 = B·(B₁·B₂ + B₂ − B₁ + 1)/2}.
 *
 * <p>Its order is by x first, {@code 320·x + 64·y + z}: then the bits to the right in a row are the
 * same array 320 places on, and two columns more at its end make it cyclic. The weights bring the
 * half.
 */
final class KeccakChiLayer extends KeccakLayer {
  private static final int BITS_IN = KeccakWiring.BITS;
  private static final int NEXT = KeccakWiring.COLUMNS;

  private static final int[] ONES = new int[BITS_IN];

  static {
    Arrays.fill(ONES, KoalaBear.ONE);
  }

  private final long[] states;

  /**
   * @param weights in this layer's order
   */
  KeccakChiLayer(Ext5Array weights, long[] states) {
    super(weights);
    this.states = states;
  }

  /** Where this order has bit {@code bit}. */
  static int place(int bit) {
    int lane = bit / KeccakWiring.LANE_BITS;
    int x = lane % KeccakWiring.SIDE;
    int y = lane / KeccakWiring.SIDE;
    return KeccakWiring.LANE_BITS * (KeccakWiring.SIDE * x + y) + bit % KeccakWiring.LANE_BITS;
  }

  @Override
  int factors() {
    return 3;
  }

  @Override
  int width() {
    return BITS_IN;
  }

  @Override
  void load(int group, KeccakScratch scratch) {
    KeccakStates.move(states, group, scratch.parities, scratch.spread, scratch.moved);
    for (int lane = 0; lane < KeccakWiring.LANES; lane++) {
      int at = place(KeccakWiring.LANE_BITS * lane) / KeccakWiring.LANE_BITS * RowGroups.SIZE;
      System.arraycopy(scratch.moved, RowGroups.SIZE * lane, scratch.factors, at, RowGroups.SIZE);
    }
    int side = KeccakWiring.SIDE * RowGroups.SIZE;
    for (int i = 0; i < KeccakStates.GROUP; i++) {
      long first = scratch.factors[(i + side) % KeccakStates.GROUP];
      long second = scratch.factors[(i + 2 * side) % KeccakStates.GROUP];
      scratch.results[i] = scratch.factors[i] ^ (~first & second);
    }
  }

  /** The weights' half is for products that come to twice the result. */
  @Override
  Ext5 sumOfRow(KeccakScratch scratch, int d) {
    Ext5 half = super.sumOfRow(scratch, d);
    return half.add(half);
  }

  @Override
  Ext5 sumBase(KeccakScratch scratch) {
    int[] b = scratch.base;
    int[] terms = scratch.products;
    System.arraycopy(b, 0, b, BITS_IN, 2 * NEXT);
    FIELD.mul(b, NEXT, b, 2 * NEXT, terms, 0, BITS_IN);
    FIELD.add(terms, 0, b, 2 * NEXT, terms, 0, BITS_IN);
    FIELD.sub(terms, 0, b, NEXT, terms, 0, BITS_IN);
    addOne(terms, 0);
    FIELD.mul(terms, 0, b, 0, terms, 0, BITS_IN);
    return Ext.dotBase(weights(), 0, terms, 0, BITS_IN);
  }

  @Override
  Ext5 sumValues(Ext5Array values, KeccakScratch scratch) {
    Ext5Array terms = scratch.terms;
    int last = BITS_IN - NEXT;
    chi(values, NEXT, 2 * NEXT, terms, 0, last - NEXT);
    chi(values, last, 0, terms, last - NEXT, NEXT);
    chi(values, 0, NEXT, terms, last, NEXT);
    addOne(terms.planes(), terms.plane(0));
    Ext.mul(terms, 0, values, 0, terms, 0, BITS_IN);
    return Ext.dot(weights(), 0, terms, 0, BITS_IN);
  }

  /** {@code B₁·B₂ + B₂ − B₁}. */
  private static void chi(
      Ext5Array values, int first, int second, Ext5Array out, int outAt, int count) {
    Ext.mul(values, first, values, second, out, outAt, count);
    Ext.add(out, outAt, values, second, out, outAt, count);
    Ext.sub(out, outAt, values, first, out, outAt, count);
  }

  private static void addOne(int[] values, int at) {
    FIELD.add(values, at, ONES, 0, values, at, BITS_IN);
  }
}
