package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;

/** The sumcheck that takes a claim on one layer of the fraction tree to the layer above it. */
final class GkrLayer {
  private final ProverContext context;
  private final ProverChannel channel;
  private final FractionTree tree;
  private final int level;
  private final Claim claim;

  /** From {@code claim} on layer {@code level − 1} to one on layer {@code level}. */
  GkrLayer(
      ProverContext context, ProverChannel channel, FractionTree tree, int level, Claim claim) {
    this.context = context;
    this.channel = channel;
    this.tree = tree;
    this.level = level;
    this.claim = claim;
  }

  /** The values of a layer's extensions at a point. */
  record Claim(Ext5 numerator, Ext5 denominator, List<Ext5> point) {}

  /** The four factors, bound variable by variable; {@code u = p1 + λ·q1}. */
  private record Factors(Ext5Array p0, Ext5Array u, Ext5Array q0, Ext5Array q1) {
    List<Ext5Array> all() {
      return List.of(p0, u, q0, q1);
    }
  }

  Claim prove() {
    Ext5 lambda = channel.sample();
    int half = 1 << (level - 1);
    Ext5Array q = tree.layer(level).denominators();
    Factors factors =
        new Factors(numerators(0, half), context.ext(half), q.slice(0, half), q.slice(half, half));
    Ext5Array high = numerators(half, half);
    context.forBlocks(
        half,
        (from, to, _) -> {
          Ext.scale(factors.q1(), from, lambda, factors.u(), from, to - from);
          Ext.add(factors.u(), from, high, from, factors.u(), from, to - from);
        });
    Ext5 sum = claim.numerator().add(lambda.mul(claim.denominator()));
    List<Ext5> point = rounds(factors, half, sum);
    Ext5 q0 = factors.q0().get(0);
    Ext5 q1 = factors.q1().get(0);
    Ext5 p0 = factors.p0().get(0);
    Ext5 p1 = factors.u().get(0).sub(lambda.mul(q1));
    List.of(p0, p1, q0, q1).forEach(channel::send);
    Ext5 split = channel.sample();
    point.add(split);
    context.giveBack(factors.u());
    if (level == tree.depth()) {
      context.giveBack(factors.p0());
      context.giveBack(high);
    }
    return new Claim(p0.add(split.mul(p1.sub(p0))), q0.add(split.mul(q1.sub(q0))), point);
  }

  /** A half of the layer's numerators; those of the leaves are lifted from the base field. */
  private Ext5Array numerators(int from, int count) {
    if (level < tree.depth()) {
      return tree.layer(level).numerators().slice(from, count);
    }
    Ext5Array lifted = context.ext(count);
    context.forBlocks(
        count,
        (at, end, _) -> lifted.slice(at, end - at).copyFromBase(tree.leafNumerators(), from + at));
    return lifted;
  }

  private List<Ext5> rounds(Factors factors, int half, Ext5 sum) {
    List<Ext5> challenges = new ArrayList<>();
    int rounds = level - 1;
    if (rounds == 0) {
      return challenges;
    }
    List<Ext5> zeta = claim.point();
    EqTable eq = new EqTable(context, zeta.subList(0, rounds - 1));
    List<List<Ext5Array>> scratch =
        context.perWorker((_, _) -> List.of(block(), block(), block(), block()));
    Ext5 scale = Ext5.ONE;
    Ext5 running = sum;
    int length = half;
    for (int variable = rounds - 1; variable >= 0; variable--) {
      int pairs = length / 2;
      Ext5 coordinate = zeta.get(variable);
      Ext5[] sums = evaluate(factors, eq, pairs, scratch);
      Ext5 one = EqMessage.valueAtOne(running, coordinate, sums[0]);
      Ext5[] h = {sums[0], one.sub(sums[0]).sub(sums[1]), sums[1]};
      Ext5[] message = ProverContext.zeros(4);
      EqMessage.accumulate(message, scale, coordinate, h);
      EqMessage.send(channel, message);
      Ext5 challenge = channel.sample();
      challenges.addFirst(challenge);
      bind(factors, pairs, challenge);
      running = EqMessage.evaluate(h, challenge);
      scale = scale.mul(EqMessage.factor(coordinate, challenge));
      length = pairs;
      if (variable > 0) {
        eq.halve();
      }
    }
    eq.close();
    scratch.forEach(blocks -> blocks.forEach(context::giveBack));
    return challenges;
  }

  private Ext5Array block() {
    return context.ext(ProverContext.BLOCK);
  }

  /** Sums over eq of the value at 0 and of the leading coefficient. */
  private Ext5[] evaluate(Factors f, EqTable eq, int pairs, List<List<Ext5Array>> scratch) {
    return context.sum(
        pairs,
        2,
        (from, to, worker, sums) -> {
          int n = to - from;
          List<Ext5Array> block = scratch.get(worker);
          Ext5Array a = block.get(0);
          Ext5Array b = block.get(1);
          Ext5Array c = block.get(2);
          Ext5Array d = block.get(3);
          Ext.mul(f.p0(), from, f.q1(), from, a, 0, n);
          Ext.mul(f.q0(), from, f.u(), from, b, 0, n);
          Ext.add(a, 0, b, 0, a, 0, n);
          sums[0] = sums[0].add(Ext.dot(eq.values(), from, a, 0, n));
          int high = pairs + from;
          Ext.sub(f.p0(), high, f.p0(), from, a, 0, n);
          Ext.sub(f.q1(), high, f.q1(), from, b, 0, n);
          Ext.sub(f.q0(), high, f.q0(), from, c, 0, n);
          Ext.sub(f.u(), high, f.u(), from, d, 0, n);
          Ext.mul(a, 0, b, 0, a, 0, n);
          Ext.mul(c, 0, d, 0, c, 0, n);
          Ext.add(a, 0, c, 0, a, 0, n);
          sums[1] = sums[1].add(Ext.dot(eq.values(), from, a, 0, n));
        });
  }

  private void bind(Factors factors, int pairs, Ext5 challenge) {
    context.forBlocks(
        pairs,
        (from, to, _) -> {
          for (Ext5Array factor : factors.all()) {
            Ext.bind(factor, from, factor, pairs + from, challenge, factor, from, to - from);
          }
        });
  }
}
