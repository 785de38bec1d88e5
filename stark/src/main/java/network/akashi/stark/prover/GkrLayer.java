package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5;

/** The sumcheck that takes a claim on one layer of the fraction tree to the layer above it. */
final class GkrLayer {
  private final ProverContext context;
  private final ProverChannel channel;
  private final GkrFactors factors;
  private final Claim claim;

  /**
   * From {@code claim} on a layer of the tree to one on the layer above, whose fractions are in
   * {@code factors}.
   */
  GkrLayer(ProverContext context, ProverChannel channel, GkrFactors factors, Claim claim) {
    this.context = context;
    this.channel = channel;
    this.factors = factors;
    this.claim = claim;
  }

  /** The values of a layer's extensions at a point. */
  record Claim(Ext5 numerator, Ext5 denominator, List<Ext5> point) {}

  Claim prove() {
    Ext5 lambda = channel.sample();
    List<Ext5> point = rounds(lambda);
    GkrFactors.Ends ends = factors.ends();
    List.of(ends.p0(), ends.p1(), ends.q0(), ends.q1()).forEach(channel::send);
    Ext5 split = channel.sample();
    point.add(split);
    factors.close();
    return new Claim(
        ends.p0().add(split.mul(ends.p1().sub(ends.p0()))),
        ends.q0().add(split.mul(ends.q1().sub(ends.q0()))),
        point);
  }

  private List<Ext5> rounds(Ext5 lambda) {
    List<Ext5> challenges = new ArrayList<>();
    List<Ext5> zeta = claim.point();
    SplitEq eq = new SplitEq(context, zeta.subList(0, Math.max(zeta.size() - 1, 0)));
    Ext5[] sums = factors.begin(lambda, eq);
    Ext5 scale = Ext5.ONE;
    Ext5 running = claim.numerator().add(lambda.mul(claim.denominator()));
    for (int variable = zeta.size() - 1; variable >= 0; variable--) {
      Ext5 coordinate = zeta.get(variable);
      Ext5 one = EqMessage.valueAtOne(running, coordinate, sums[0]);
      Ext5[] h = {sums[0], one.sub(sums[0]).sub(sums[1]), sums[1]};
      Ext5[] message = ProverContext.zeros(4);
      EqMessage.accumulate(message, scale, coordinate, h);
      EqMessage.send(channel, message);
      Ext5 challenge = channel.sample();
      challenges.addFirst(challenge);
      running = EqMessage.evaluate(h, challenge);
      scale = scale.mul(EqMessage.factor(coordinate, challenge));
      if (variable > 0) {
        eq.halve();
      }
      sums = factors.bind(challenge, eq);
    }
    eq.close();
    return challenges;
  }
}
