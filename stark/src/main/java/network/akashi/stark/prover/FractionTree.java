package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;

/**
 * The layers of the LogUp sum, from the leaves down to the root; see {@code GkrVerifier} for the
 * shape. Leaf numerators are multiplicities, so base-field elements.
 */
final class FractionTree {
  private final ProverContext context;
  private final int[] leafNumerators;
  private final int used;
  private final List<Layer> layers = new ArrayList<>();

  /** One layer of {@code 2^l} fractions; the leaves have no extension numerators. */
  private record Layer(Ext5Array numerators, Ext5Array denominators) {}

  private FractionTree(ProverContext context, int[] leafNumerators, int used) {
    this.context = context;
    this.leafNumerators = leafNumerators;
    this.used = used;
  }

  /**
   * Adds fractions up.
   *
   * @param denominators {@code 2^n} elements
   * @param used how many leaves are in use; those behind are 0/1
   */
  static FractionTree of(
      ProverContext context, int[] leafNumerators, Ext5Array denominators, int used) {
    FractionTree tree = new FractionTree(context, leafNumerators, used);
    int length = denominators.length();
    tree.layers.add(new Layer(context.ext(0), denominators));
    while (length > 1) {
      length /= 2;
      Layer next = new Layer(context.ext(length), context.ext(length));
      if (tree.depth() == 0) {
        tree.addLeaves(denominators, next, length);
      } else {
        tree.add(tree.layers.getLast(), next, length);
      }
      tree.layers.add(next);
    }
    return tree;
  }

  private void addLeaves(Ext5Array q, Layer to, int half) {
    List<Ext5Array> scratch = context.perWorker((_, _) -> context.ext(ProverContext.BLOCK));
    context.forBlocks(
        half,
        (at, end, worker) -> {
          int n = end - at;
          if (at >= used - half) {
            to.numerators().slice(at, n).copyFromBase(leafNumerators, at);
            to.denominators().slice(at, n).copyFrom(q.slice(at, n));
            return;
          }
          Ext5Array product = scratch.get(worker);
          Ext.mulBase(q, half + at, leafNumerators, at, to.numerators(), at, n);
          Ext.mulBase(q, at, leafNumerators, half + at, product, 0, n);
          Ext.add(to.numerators(), at, product, 0, to.numerators(), at, n);
          Ext.mul(q, at, q, half + at, to.denominators(), at, n);
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
          int n = end - at;
          Ext5Array product = scratch.get(worker);
          Ext.mul(p, at, q, half + at, to.numerators(), at, n);
          Ext.mul(q, at, p, half + at, product, 0, n);
          Ext.add(to.numerators(), at, product, 0, to.numerators(), at, n);
          Ext.mul(q, at, q, half + at, to.denominators(), at, n);
        });
    scratch.forEach(context::giveBack);
  }

  /** log2 of the number of leaves. */
  int depth() {
    return layers.size() - 1;
  }

  /** The denominator of the whole sum. */
  Ext5 rootDenominator() {
    return layers.getLast().denominators().get(0);
  }

  /** The fractions of layer {@code level}, of {@code 2^level}: binding overwrites them. */
  GkrFactors factors(int level) {
    Layer layer = layers.get(depth() - level);
    return level == depth()
        ? GkrFactors.leaves(context, leafNumerators, layer.denominators(), used)
        : GkrFactors.inner(context, layer.numerators(), layer.denominators());
  }

  /** Gives a layer's memory back once nothing reads it any more. */
  void release(int level) {
    Layer layer = layers.get(depth() - level);
    context.giveBack(layer.numerators());
    context.giveBack(layer.denominators());
  }
}
