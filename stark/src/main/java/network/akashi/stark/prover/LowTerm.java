package network.akashi.stark.prover;

import network.akashi.math.Ext5;

/**
 * A sum {@code Σ_c values(c)·weights(c)} over the columns {@code c} of a leaf: a claim on the
 * stacked polynomial, contracted over all rows. The first rounds of the opening are sumchecks over
 * such small tables, the lowest variable first, so they never touch the polynomial itself.
 */
final class LowTerm {
  private final Ext5[] values;
  private final Ext5[] weights;
  private int length;

  LowTerm(Ext5[] values, Ext5[] weights) {
    this.values = values.clone();
    this.weights = weights.clone();
    this.length = values.length;
  }

  /** The sum that is left, with all variables bound so far. */
  Ext5 total() {
    Ext5 sum = Ext5.ZERO;
    for (int i = 0; i < length; i++) {
      sum = sum.add(values[i].mul(weights[i]));
    }
    return sum;
  }

  /** Adds the constant and the leading coefficient of the round polynomial. */
  void contribute(Ext5[] message) {
    for (int i = 0; i < length; i += 2) {
      message[0] = message[0].add(values[i].mul(weights[i]));
      Ext5 valueStep = values[i + 1].sub(values[i]);
      Ext5 weightStep = weights[i + 1].sub(weights[i]);
      message[2] = message[2].add(valueStep.mul(weightStep));
    }
  }

  void bind(Ext5 challenge) {
    length /= 2;
    for (int i = 0; i < length; i++) {
      values[i] = bind(values, i, challenge);
      weights[i] = bind(weights, i, challenge);
    }
  }

  private static Ext5 bind(Ext5[] table, int i, Ext5 challenge) {
    return table[2 * i].add(challenge.mul(table[2 * i + 1].sub(table[2 * i])));
  }
}
