package network.akashi.stark.prover;

import java.util.List;
import network.akashi.math.Ext5;

/**
 * Proves the LogUp sum layer by layer, from the root to the leaves; {@code GkrVerifier} describes
 * the protocol.
 *
 * <p>Each layer's sumcheck is over {@code eq(ζ, b)·(p0·q1 + q0·(p1 + λ·q1))(b)}. With {@code u = p1
 * + λ·q1} formed once, a round needs {@code p0·q1 + q0·u} at 0 and its leading coefficient: four
 * products and two dot products with eq for each pair, and the four bindings.
 */
final class GkrProver {
  private final ProverContext context;
  private final ProverChannel channel;

  GkrProver(ProverContext context, ProverChannel channel) {
    this.context = context;
    this.channel = channel;
  }

  /** Proves {@code tree} and releases its layers; returns the claim on the leaves. */
  GkrLayer.Claim prove(FractionTree tree) {
    Ext5 denominator = tree.rootDenominator();
    channel.send(denominator);
    tree.release(0);
    GkrLayer.Claim claim = new GkrLayer.Claim(Ext5.ZERO, denominator, List.of());
    for (int level = 1; level <= tree.depth(); level++) {
      claim = new GkrLayer(context, channel, tree.factors(level), claim).prove();
      tree.release(level);
    }
    return claim;
  }
}
