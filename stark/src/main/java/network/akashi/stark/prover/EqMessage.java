package network.akashi.stark.prover;

import java.util.List;
import network.akashi.math.Ext5;

/**
 * Round polynomials of a sumcheck over {@code eq(ζ, b)·g(b)}, with the eq factor taken out (Gruen,
 * eprint 2024/108, section 3.2).
 *
 * <p>In the round that binds coordinate {@code ζ_j}, {@code s(X) = scale·eq(ζ_j, X)·h(X)}, where
 * {@code scale} is the product of the factors bound so far and {@code h} has the degree of {@code
 * g}. The prover works on {@code h} only, and one of its values follows from the running claim.
 */
final class EqMessage {
  private EqMessage() {}

  /** {@code h(1)} from {@code (1 − ζ)·h(0) + ζ·h(1) = claim}. */
  static Ext5 valueAtOne(Ext5 claim, Ext5 zeta, Ext5 atZero) {
    Ext5 rest = claim.sub(Ext5.ONE.sub(zeta).mul(atZero));
    return rest.mul(zeta.inverse());
  }

  /** Adds the coefficients of {@code scale·eq(ζ, X)·h(X)} to {@code into}, one longer than h. */
  static void accumulate(Ext5[] into, Ext5 scale, Ext5 zeta, Ext5[] h) {
    Ext5 constant = scale.mul(Ext5.ONE.sub(zeta));
    Ext5 linear = scale.mul(zeta.add(zeta).sub(Ext5.ONE));
    for (int i = 0; i < h.length; i++) {
      into[i] = into[i].add(constant.mul(h[i]));
      into[i + 1] = into[i + 1].add(linear.mul(h[i]));
    }
  }

  /** Sends a round polynomial: all coefficients but the linear one. */
  static void send(ProverChannel channel, Ext5[] coefficients) {
    channel.send(coefficients[0]);
    for (Ext5 coefficient : List.of(coefficients).subList(2, coefficients.length)) {
      channel.send(coefficient);
    }
  }

  /** {@code Σ coefficients_i·x^i}. */
  static Ext5 evaluate(Ext5[] coefficients, Ext5 x) {
    Ext5 value = Ext5.ZERO;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = value.mul(x).add(coefficients[i]);
    }
    return value;
  }

  /** {@code eq(ζ, r)} for one coordinate. */
  static Ext5 factor(Ext5 zeta, Ext5 r) {
    Ext5 both = zeta.mul(r);
    return Ext5.ONE.sub(zeta).sub(r).add(both).add(both);
  }
}
