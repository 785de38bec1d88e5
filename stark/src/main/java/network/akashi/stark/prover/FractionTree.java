package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5Array;

/**
 * The layers of the LogUp sum, from the leaves down to the root; see {@code GkrVerifier} for the
 * shape. Leaf numerators are multiplicities, so base-field elements.
 */
final class FractionTree {
  private final ProverContext context;
  private final int[] leafNumerators;
  private final List<Layer> layers = new ArrayList<>();

  /** One layer of {@code 2^l} fractions; the leaves have no extension numerators. */
  record Layer(Ext5Array numerators, Ext5Array denominators) {}

  private FractionTree(ProverContext context, int[] leafNumerators) {
    this.context = context;
    this.leafNumerators = leafNumerators;
  }

  /** Adds fractions up; {@code denominators} holds {@code 2^n} elements. */
  static FractionTree of(ProverContext context, int[] leafNumerators, Ext5Array denominators) {
    FractionTree tree = new FractionTree(context, leafNumerators);
    int length = denominators.length();
    tree.layers.add(new Layer(context.ext(0), denominators));
    boolean leaves = true;
    while (length > 1) {
      length /= 2;
      Layer next = new Layer(context.ext(length), context.ext(length));
      if (leaves) {
        tree.addLeaves(tree.layers.getLast(), next, length);
      } else {
        tree.add(tree.layers.getLast(), next, length);
      }
      leaves = false;
      tree.layers.add(next);
    }
    return tree;
  }

  private void addLeaves(Layer from, Layer to, int half) {
    List<Ext5Array> scratch = context.perWorker((_, _) -> context.ext(ProverContext.BLOCK));
    Ext5Array q = from.denominators();
    context.forBlocks(
        half,
        (at, end, worker) -> {
          int count = end - at;
          Ext5Array product = scratch.get(worker);
          Ext.mulBase(q, half + at, leafNumerators, at, to.numerators(), at, count);
          Ext.mulBase(q, at, leafNumerators, half + at, product, 0, count);
          Ext.add(to.numerators(), at, product, 0, to.numerators(), at, count);
          Ext.mul(q, at, q, half + at, to.denominators(), at, count);
        });
    scratch.forEach(context::giveBack);
  }

  private void add(Layer from, Layer to, int half) {
    List<Ext5Array> scratch = context.perWorker((_, _) -> context.ext(ProverContext.BLOCK));
    Ext5Array p = from.numerators();
    Ext5Array q = from.denominators();
    context.forBlocks(
        half,
        (at, end, worker) -> {
          int count = end - at;
          Ext5Array product = scratch.get(worker);
          Ext.mul(p, at, q, half + at, to.numerators(), at, count);
          Ext.mul(q, at, p, half + at, product, 0, count);
          Ext.add(to.numerators(), at, product, 0, to.numerators(), at, count);
          Ext.mul(q, at, q, half + at, to.denominators(), at, count);
        });
    scratch.forEach(context::giveBack);
  }

  /** log2 of the number of leaves. */
  int depth() {
    return layers.size() - 1;
  }

  /** Layer {@code level} of {@code 2^level} fractions: 0 is the root, {@link #depth} the leaves. */
  Layer layer(int level) {
    return layers.get(depth() - level);
  }

  int[] leafNumerators() {
    return leafNumerators;
  }

  /** Gives a layer's memory back once nothing reads it any more. */
  void release(int level) {
    Layer layer = layer(level);
    context.giveBack(layer.numerators());
    context.giveBack(layer.denominators());
  }
}
