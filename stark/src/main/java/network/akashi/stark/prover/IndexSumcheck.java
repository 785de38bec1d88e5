package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.math.KoalaBear;

/**
 * A sumcheck over some small arrays, the highest variable first; {@code SumcheckVerifier} is its
 * other side. On one thread. Binds the arrays in place.
 */
final class IndexSumcheck {
  private final ProverChannel channel;
  private final List<Ext5Array> arrays;
  private final int degree;
  private final Summand summand;

  /** {@code Σ_i f(a_i, b_i, …)} over the first {@code count} elements; may overwrite its arrays. */
  @FunctionalInterface
  interface Summand {
    Ext5 sum(List<Ext5Array> arrays, int count);
  }

  IndexSumcheck(ProverChannel channel, List<Ext5Array> arrays, int degree, Summand summand) {
    this.channel = channel;
    this.arrays = arrays;
    this.degree = degree;
    this.summand = summand;
  }

  /**
   * Proves {@code claim}; afterwards element 0 of each array is its value at the point returned.
   */
  List<Ext5> prove(Ext5 claim) {
    int length = arrays.getFirst().length();
    List<Ext5Array> scratch = new ArrayList<>();
    arrays.forEach(_ -> scratch.add(Ext5Array.allocate(length / 2)));
    Interpolation interpolation = new Interpolation(degree);
    List<Ext5> point = new ArrayList<>();
    Ext5 current = claim;
    for (int half = length / 2; half > 0; half /= 2) {
      Ext5[] values = new Ext5[degree + 1];
      for (int at = 0; at <= degree; at++) {
        if (at != 1) {
          values[at] = valueAt(at, half, scratch);
        }
      }
      values[1] = current.sub(values[0]);
      Ext5[] coefficients = interpolation.coefficients(values);
      EqMessage.send(channel, coefficients);
      Ext5 challenge = channel.sample();
      point.addFirst(challenge);
      current = EqMessage.evaluate(coefficients, challenge);
      for (Ext5Array array : arrays) {
        Ext.bind(array, 0, array, half, challenge, array, 0, half);
      }
    }
    return point;
  }

  private Ext5 valueAt(int at, int half, List<Ext5Array> scratch) {
    Ext5 x = Ext5.of(KoalaBear.fromInt(at));
    for (int i = 0; i < arrays.size(); i++) {
      Ext5Array array = arrays.get(i);
      Ext.bind(array, 0, array, half, x, scratch.get(i), 0, half);
    }
    return summand.sum(scratch, half);
  }
}
