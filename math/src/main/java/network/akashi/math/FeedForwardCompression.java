package network.akashi.math;

/**
 * Two digests to one by a permutation exactly as wide as both: {@code compress(l, r) = π(l ‖ r) +
 * l}, cut to the length of a digest.
 *
 * <p>Adding the input again (Davies–Meyer; "Jive" with two parts is a variant) makes the function
 * hard to invert although the permutation is not. Cutting {@code π(l ‖ r)} alone would not do: the
 * inverse permutation gives a preimage of any digest at once.
 */
public final class FeedForwardCompression implements Compression {
  private final Permutation permutation;
  private final int digestLength;

  /**
   * @throws IllegalArgumentException if the permutation's width is odd
   */
  public FeedForwardCompression(Permutation permutation) {
    if (permutation.width() % 2 != 0) {
      throw new IllegalArgumentException(
          "permutation: two digests do not fill a width of %d".formatted(permutation.width()));
    }
    this.permutation = permutation;
    this.digestLength = permutation.width() / 2;
  }

  @Override
  public int digestLength() {
    return digestLength;
  }

  @Override
  public int scratchLength() {
    return permutation.width() * permutation.lanes();
  }

  @Override
  public void compress(int[] pairs, int at, int count, int[] out, int outAt, int[] scratch) {
    int width = permutation.width();
    Checks.blocks("pairs", pairs, at, count, width);
    Checks.blocks("out", out, outAt, count, digestLength);
    Checks.range("scratch", scratch, 0, scratchLength());
    if (at != outAt) {
      Checks.apart("pairs", pairs, at, count * width, out, outAt, count * digestLength);
    }
    int lanes = permutation.lanes();
    for (int done = 0; done < count; done += lanes) {
      int batch = Math.min(lanes, count - done);
      int from = at + done * width;
      load(pairs, from, batch, scratch);
      permutation.permute(scratch, 0);
      addForward(scratch, pairs, from, batch, out, outAt + done * digestLength);
    }
  }

  private void load(int[] pairs, int at, int batch, int[] state) {
    int width = permutation.width();
    int lanes = permutation.lanes();
    for (int k = 0; k < batch; k++) {
      for (int i = 0; i < width; i++) {
        state[i * lanes + k] = pairs[at + k * width + i];
      }
    }
  }

  /** In ascending order, so that results over the start of the pairs only meet pairs done with. */
  private void addForward(int[] state, int[] pairs, int at, int batch, int[] out, int outAt) {
    int lanes = permutation.lanes();
    for (int k = 0; k < batch; k++) {
      for (int i = 0; i < digestLength; i++) {
        out[outAt + k * digestLength + i] =
            KoalaBear.add(state[i * lanes + k], pairs[at + 2 * k * digestLength + i]);
      }
    }
  }
}
