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
 * <p>These passes are bound by memory, not by arithmetic. So {@code u} takes the place of {@code
 * p1} in the pass that forms the first sums, and the pass that binds a variable forms the sums of
 * the next round from the blocks that it has just written: each array is read once per round.
 *
 * <p>Two things make the leaves cheaper, which are half of all the work. Their numerators are
 * base-field elements until the first variable is bound. And the tail of their second half is
 * padding, 0/1: from {@link #solid} on, {@code q1 = 1} and {@code u = λ} whatever is bound, so
 * there the expression is linear, has no leading coefficient, and its factors need no binding.
 */
final class GkrFactors {
  private static final int BLOCK = ProverContext.BLOCK;

  private final ProverContext context;
  private final FieldKernels kernels = MathProvider.get().field();
  private final int[] baseNumerators;
  private final Ext5Array q0;
  private final Ext5Array q1;
  private final Ext5Array u;
  private final Ext5Array p0;
  private final List<Ext5Array> borrowed = new ArrayList<>();
  private final List<List<Ext5Array>> scratch;

  /** A block of ones and one of {@code λ}: {@code q1} and {@code u} where they are constant. */
  private final Ext5Array ones;

  private final Ext5Array lambdas;

  /** A multiple of the block length, or all; and at least a block. */
  private final int solid;

  private final boolean leaves;
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
    this.length = denominators.length() / 2;
    this.q0 = denominators.slice(0, length);
    this.q1 = denominators.slice(length, length);
    this.leaves = leaves;
    this.base = leaves;
    this.solid = Math.min(Math.ceilDiv(Math.max(used - length, 1), BLOCK) * BLOCK, length);
    this.p0 = leaves ? borrow(Math.max(length / 2, 1)) : numerators.slice(0, length);
    this.u = leaves ? borrow(solid) : numerators.slice(length, length);
    int block = Math.min(BLOCK, length);
    this.scratch =
        context.perWorker(
            (_, _) -> List.of(borrow(block), borrow(block), borrow(block), borrow(block)));
    this.ones = borrow(block);
    this.lambdas = borrow(block);
    Ext.fill(ones, 0, Ext5.ONE, block);
  }

  /** The factors of an inner layer, whose arrays are overwritten. */
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

  /**
   * Forms {@code u}, and the sums of the first round: {@code Σ eq·(p0·q1 + q0·u)} where the highest
   * variable is 0, and the leading coefficient in it. Zeros if there is no variable.
   */
  Ext5[] begin(Ext5 challenge, SplitEq eq) {
    lambda = challenge;
    Ext.fill(lambdas, 0, lambda, lambdas.length());
    if (length == 1) {
      combine(0, 1);
      return ProverContext.zeros(2);
    }
    int pairs = length / 2;
    return context.sum(
        pairs,
        2,
        (from, to, worker, into) -> {
          combine(from, to - from);
          combine(pairs + from, to - from);
          addSums(eq, pairs, from, to - from, base, scratch.get(worker), into);
        });
  }

  private void combine(int at, int n) {
    if (at >= solid) {
      return;
    }
    if (leaves) {
      Ext.scale(q1, at, lambda, u, at, n);
      int plane = u.plane(0) + at;
      kernels.add(u.planes(), plane, baseNumerators, length + at, u.planes(), plane, n);
    } else {
      Ext.accumulate(q1, at, lambda, u, at, n);
    }
  }

  /** Binds the highest variable that is left; the sums of the next round, or zeros. */
  Ext5[] bind(Ext5 challenge, SplitEq eq) {
    boolean first = base;
    int half = length / 2;
    base = false;
    length = half;
    if (half == 1) {
      bind(challenge, half, 0, 1, first);
      return ProverContext.zeros(2);
    }
    int pairs = half / 2;
    return context.sum(
        pairs,
        2,
        (from, to, worker, into) -> {
          bind(challenge, half, from, to - from, first);
          bind(challenge, half, pairs + from, to - from, first);
          addSums(eq, pairs, from, to - from, false, scratch.get(worker), into);
        });
  }

  private void bind(Ext5 challenge, int half, int at, int n, boolean first) {
    int high = half + at;
    if (first) {
      Ext.bindBase(baseNumerators, at, baseNumerators, high, challenge, p0, at, n);
    } else {
      Ext.bind(p0, at, p0, high, challenge, p0, at, n);
    }
    Ext.bind(q0, at, q0, high, challenge, q0, at, n);
    if (at < solid) {
      boolean constant = high >= solid;
      Ext.bind(q1, at, constant ? ones : q1, constant ? 0 : high, challenge, q1, at, n);
      Ext.bind(u, at, constant ? lambdas : u, constant ? 0 : high, challenge, u, at, n);
    }
  }

  private void addSums(
      SplitEq eq,
      int pairs,
      int from,
      int n,
      boolean baseValues,
      List<Ext5Array> blocks,
      Ext5[] into) {
    if (from >= solid) {
      Ext5 first =
          baseValues ? eq.dotBase(from, baseNumerators, from, n) : eq.dot(from, p0, from, n);
      into[0] = into[0].add(first).add(lambda.mul(eq.dot(from, q0, from, n)));
      return;
    }
    Ext5Array a = blocks.get(0);
    Ext5Array b = blocks.get(1);
    Ext5Array c = blocks.get(2);
    Ext5Array d = blocks.get(3);
    int high = pairs + from;
    boolean constant = high >= solid;
    if (baseValues) {
      Ext.mulBase(q1, from, baseNumerators, from, a, 0, n);
    } else {
      Ext.mul(p0, from, q1, from, a, 0, n);
    }
    Ext.mul(q0, from, u, from, b, 0, n);
    Ext.add(a, 0, b, 0, a, 0, n);
    into[0] = into[0].add(eq.dot(from, a, 0, n));

    Ext.sub(constant ? ones : q1, constant ? 0 : high, q1, from, b, 0, n);
    if (baseValues) {
      int[] step = d.planes();
      kernels.sub(baseNumerators, high, baseNumerators, from, step, d.plane(0), n);
      Ext.mulBase(b, 0, step, d.plane(0), a, 0, n);
    } else {
      Ext.sub(p0, high, p0, from, a, 0, n);
      Ext.mul(a, 0, b, 0, a, 0, n);
    }
    Ext.sub(q0, high, q0, from, c, 0, n);
    Ext.sub(constant ? lambdas : u, constant ? 0 : high, u, from, d, 0, n);
    Ext.mul(c, 0, d, 0, c, 0, n);
    Ext.add(a, 0, c, 0, a, 0, n);
    into[1] = into[1].add(eq.dot(from, a, 0, n));
  }

  /** The four values when all variables are bound. */
  Ends ends() {
    Ext5 first = base ? Ext5.of(baseNumerators[0]) : p0.get(0);
    Ext5 second = u.get(0).sub(lambda.mul(q1.get(0)));
    return new Ends(first, second, q0.get(0), q1.get(0));
  }

  void close() {
    borrowed.forEach(context::giveBack);
  }
}
