package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.EvaluationDomain;
import network.akashi.math.KoalaBear;

/**
 * Query positions: leaves of an oracle, drawn from the transcript.
 *
 * <p>A position is the low bits of one squeezed element. Since {@code p = 127·2^24 + 1}, each value
 * of the low {@code k ≤ 24} bits has the same number of preimages, but for one element too many for
 * the value 0: no position is likelier than {@code 2^-k·(1 + 2^-6)}, and only that one.
 */
public final class Positions {
  private Positions() {}

  /** Draws {@code count} leaves, with repetition. */
  public static List<Integer> sample(Sponge<Integer> transcript, int logLeaves, int count) {
    int mask = (1 << logLeaves) - 1;
    List<Integer> positions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      positions.add(KoalaBear.toInt(transcript.squeeze()) & mask);
    }
    return positions;
  }

  /**
   * The leaves to open in a tree of {@code 2^logOwn} leaves, ascending and each once. In a smaller
   * tree it is the leaf at {@code y^(2^d)}: leaves are in bit-reversed order, so just the high
   * bits.
   */
  public static int[] leaves(List<Integer> positions, int logLeaves, int logOwn) {
    return positions.stream()
        .mapToInt(position -> position >> (logLeaves - logOwn))
        .sorted()
        .distinct()
        .toArray();
  }

  /** The domain point (Montgomery form) of leaf {@code position}. */
  static int point(int position, int logLeaves) {
    return EvaluationDomain.subgroup(logLeaves).point(position);
  }
}
