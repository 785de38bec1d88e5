package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.math.FieldKernels;
import network.akashi.math.MathProvider;

/**
 * The fractions of one layer as the factors of {@code p0·q1 + q0·u} with {@code u = p1 + λ·q1},
 * bound variable by variable; index 0 is the first half of the layer, index 1 the second.
 *
 * <p>Two things make the leaves cheaper, which are half of all the work. Their numerators are
 * base-field elements until the first variable is bound. And the tail of their second half is
 * padding, 0/1: from {@link #constantFrom} on, {@code q1 = 1} and {@code u = λ} whatever is bound,
 * so there the expression is linear, has no leading coefficient, and its factors need no binding.
 */
final class GkrFactors {
  private final ProverContext context;
  private final FieldKernels kernels = MathProvider.get().field();
  private final int[] baseNumerators;
  private final Ext5Array numerators;
  private final Ext5Array q0;
  private final Ext5Array q1;
  private final Ext5Array u;
  private final List<Ext5Array> borrowed = new ArrayList<>();
  private final int constantFrom;
  private final boolean leaves;
  private Ext5Array p0;
  private Ext5 lambda = Ext5.ZERO;
  private boolean base;
  private int length;

  private GkrFactors(
      ProverContext context,
      int[] baseNumerators,
      Ext5Array numerators,
      Ext5Array denominators,
      int used,
      boolean leaves) {
    this.context = context;
    this.baseNumerators = baseNumerators;
    this.numerators = numerators;
    this.length = denominators.length() / 2;
    this.q0 = denominators.slice(0, length);
    this.q1 = denominators.slice(length, length);
    this.u = borrow(length);
    this.leaves = leaves;
    this.base = leaves;
    this.constantFrom = Math.max(used - length, 0);
    this.p0 = leaves ? borrow(Math.max(length / 2, 1)) : numerators.slice(0, length);
  }

  /** The factors of an inner layer. */
  static GkrFactors inner(ProverContext context, Ext5Array numerators, Ext5Array denominators) {
    return new GkrFactors(
        context, new int[0], numerators, denominators, denominators.length(), false);
  }

  /** The factors of the leaves, of which those from {@code used} on are 0/1. */
  static GkrFactors leaves(
      ProverContext context, int[] numerators, Ext5Array denominators, int used) {
    return new GkrFactors(context, numerators, denominators, denominators, used, true);
  }

  private Ext5Array borrow(int count) {
    borrowed.add(context.ext(count));
    return borrowed.getLast();
  }

  /** The values that are left when all variables are bound. */
  record Ends(Ext5 p0, Ext5 p1, Ext5 q0, Ext5 q1) {}

  /** Forms {@code u}. */
  void combine(Ext5 challenge) {
    lambda = challenge;
    context.forBlocks(
        length,
        (from, to, _) -> {
          int n = to - from;
          Ext.scale(q1, from, lambda, u, from, n);
          if (leaves) {
            int at = u.plane(0) + from;
            kernels.add(u.planes(), at, baseNumerators, length + from, u.planes(), at, n);
          } else {
            Ext.add(u, from, numerators, length + from, u, from, n);
          }
        });
  }

  /** Pairs of indices that the next variable joins. */
  int pairs() {
    return length / 2;
  }

  /** Adds the value at 0 and the leading coefficient, weighted by eq, for some pairs. */
  void addSums(Ext5Array eq, int from, int n, List<Ext5Array> scratch, Ext5[] into) {
    if (from >= constantFrom) {
      Ext5 first =
          base ? Ext.dotBase(eq, from, baseNumerators, from, n) : Ext.dot(eq, from, p0, from, n);
      into[0] = into[0].add(first).add(lambda.mul(Ext.dot(eq, from, q0, from, n)));
      return;
    }
    Ext5Array a = scratch.get(0);
    Ext5Array b = scratch.get(1);
    Ext5Array c = scratch.get(2);
    Ext5Array d = scratch.get(3);
    int high = pairs() + from;
    if (base) {
      Ext.mulBase(q1, from, baseNumerators, from, a, 0, n);
    } else {
      Ext.mul(p0, from, q1, from, a, 0, n);
    }
    Ext.mul(q0, from, u, from, b, 0, n);
    Ext.add(a, 0, b, 0, a, 0, n);
    into[0] = into[0].add(Ext.dot(eq, from, a, 0, n));

    Ext.sub(q1, high, q1, from, b, 0, n);
    if (base) {
      int[] step = d.planes();
      kernels.sub(baseNumerators, high, baseNumerators, from, step, d.plane(0), n);
      Ext.mulBase(b, 0, step, d.plane(0), a, 0, n);
    } else {
      Ext.sub(p0, high, p0, from, a, 0, n);
      Ext.mul(a, 0, b, 0, a, 0, n);
    }
    Ext.sub(q0, high, q0, from, c, 0, n);
    Ext.sub(u, high, u, from, d, 0, n);
    Ext.mul(c, 0, d, 0, c, 0, n);
    Ext.add(a, 0, c, 0, a, 0, n);
    into[1] = into[1].add(Ext.dot(eq, from, a, 0, n));
  }

  /** Binds the highest variable that is left. */
  void bind(Ext5 challenge) {
    int half = pairs();
    Ext5Array target = p0;
    context.forBlocks(
        half,
        (from, to, _) -> {
          int n = to - from;
          int high = half + from;
          if (base) {
            Ext.bindBase(baseNumerators, from, baseNumerators, high, challenge, target, from, n);
          } else {
            Ext.bind(target, from, target, high, challenge, target, from, n);
          }
          Ext.bind(q0, from, q0, high, challenge, q0, from, n);
          if (from < constantFrom) {
            Ext.bind(q1, from, q1, high, challenge, q1, from, n);
            Ext.bind(u, from, u, high, challenge, u, from, n);
          }
        });
    base = false;
    length = half;
  }

  Ends ends(Ext5 challenge) {
    Ext5 first = base ? Ext5.of(baseNumerators[0]) : p0.get(0);
    Ext5 second = u.get(0).sub(challenge.mul(q1.get(0)));
    return new Ends(first, second, q0.get(0), q1.get(0));
  }

  void close() {
    borrowed.forEach(context::giveBack);
  }
}
