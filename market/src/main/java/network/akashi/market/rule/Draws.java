package network.akashi.market.rule;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import network.akashi.market.Bytes32;
import network.akashi.math.Keccak256;

/** Random choices derived from a seed: the i-th number is a hash of the seed and i. */
final class Draws {
  private static final int MANTISSA_BITS = 53;

  private final Bytes32 seed;
  private long count;

  Draws(Bytes32 seed) {
    this.seed = seed;
  }

  /** A number in [0, 1), uniform over the multiples of 2⁻⁵³. */
  double next() {
    byte[] message = ByteBuffer.allocate(40).put(seed.toBytes()).putLong(count++).array();
    long bits = ByteBuffer.wrap(Keccak256.hash(message)).getLong();
    return (bits >>> (Long.SIZE - MANTISSA_BITS)) * 0x1p-53;
  }

  /** An index with chances proportional to weights; −1 if all of them are zero. */
  int pick(double[] weights) {
    double total = 0;
    for (double weight : weights) {
      total += weight;
    }
    if (!(total > 0)) {
      return -1;
    }
    double position = next() * total;
    int last = -1;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        last = i;
        if (position < weights[i]) {
          return i;
        }
        position -= weights[i];
      }
    }
    return last;
  }

  /**
   * Up to {@code wanted} distinct indices, each drawn with chances proportional to what is left.
   */
  List<Integer> pickDistinct(double[] weights, int wanted) {
    double[] left = weights.clone();
    List<Integer> picked = new ArrayList<>();
    for (int i = pick(left); i >= 0 && picked.size() < wanted; i = pick(left)) {
      picked.add(i);
      left[i] = 0;
    }
    return picked;
  }
}
