package network.akashi.math;

import java.util.Arrays;

/** Leaf hash, compression and trees as their definitions read, to compare with. */
final class NaiveMerkle {
  private NaiveMerkle() {}

  /** The sponge in overwrite mode, with the width in the first word of the capacity. */
  static int[] leaf(int[] row, int rate) {
    Poseidon2 permutation = rate == 8 ? Poseidon2.WIDTH_16 : Poseidon2.WIDTH_24;
    int[] state = new int[rate + 8];
    state[rate] = KoalaBear.fromInt(row.length);
    for (int at = 0; at < row.length; at += rate) {
      int[] block =
          Arrays.copyOf(Arrays.copyOfRange(row, at, Math.min(at + rate, row.length)), rate);
      System.arraycopy(block, 0, state, 0, rate);
      permutation.permute(state, 0);
    }
    return Arrays.copyOf(state, 8);
  }

  static int[] node(int[] left, int[] right) {
    int[] state = Arrays.copyOf(left, 16);
    System.arraycopy(right, 0, state, 8, 8);
    Poseidon2.WIDTH_16.permute(state, 0);
    int[] digest = new int[8];
    for (int i = 0; i < 8; i++) {
      digest[i] = KoalaBear.add(state[i], left[i]);
    }
    return digest;
  }

  /** All levels, the leaf digests first, the root last. */
  static int[][][] levels(int[] values, int width, int rate) {
    int leaves = values.length / width;
    int[][][] levels = new int[Integer.numberOfTrailingZeros(leaves) + 1][][];
    levels[0] = new int[leaves][];
    for (int i = 0; i < leaves; i++) {
      levels[0][i] = leaf(Arrays.copyOfRange(values, i * width, (i + 1) * width), rate);
    }
    for (int level = 1; level < levels.length; level++) {
      levels[level] = new int[leaves >> level][];
      for (int i = 0; i < levels[level].length; i++) {
        levels[level][i] = node(levels[level - 1][2 * i], levels[level - 1][2 * i + 1]);
      }
    }
    return levels;
  }
}
