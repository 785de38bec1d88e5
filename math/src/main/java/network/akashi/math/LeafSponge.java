package network.akashi.math;

/**
 * A sponge over a permutation that hashes rows of one length.
 *
 * <p>The first {@code rate} words of the state take the row block by block, replacing what is there
 * (overwrite mode: Bertoni et al., "Duplexing the sponge", section 6.2), with a permutation after
 * each block; the remaining {@code capacity} words are never touched from outside. They start as
 * the width of the row followed by zeros. So rows of different widths start from different states,
 * the zeros that fill the last block are unambiguous, and no extra block is needed for padding. The
 * digest is the first words of the last state.
 *
 * <p>Finding a collision takes about {@code 2^124} permutations with a capacity and a digest of
 * eight elements (248 bits), if the permutation has no structure that an attack can use.
 */
public final class LeafSponge implements LeafHash {
  private final Permutation permutation;
  private final int digestLength;
  private final int rate;

  /**
   * A sponge whose capacity is as large as its digest.
   *
   * @throws IllegalArgumentException unless {@code 1 ≤ digestLength} and the permutation is at
   *     least twice as wide
   */
  public LeafSponge(Permutation permutation, int digestLength) {
    Checks.atLeast("digestLength", digestLength, 1);
    if (permutation.width() < 2 * digestLength) {
      throw new IllegalArgumentException(
          "permutation: a sponge with %d elements of capacity and digest needs a width of %d, not %d"
              .formatted(digestLength, 2 * digestLength, permutation.width()));
    }
    this.permutation = permutation;
    this.digestLength = digestLength;
    this.rate = permutation.width() - digestLength;
  }

  /** Number of elements absorbed per permutation. */
  public int rate() {
    return rate;
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
  public void hash(Rows rows, int from, int count, int[] out, int outAt, int[] scratch) {
    if (from < 0 || count < 0 || from > rows.count() - count) {
      throw new IllegalArgumentException(
          "rows: asked for %d rows from row %d on, there are %d"
              .formatted(count, from, rows.count()));
    }
    Checks.blocks("out", out, outAt, count, digestLength);
    Checks.range("scratch", scratch, 0, scratchLength());
    int lanes = permutation.lanes();
    for (int done = 0; done < count; done += lanes) {
      int batch = Math.min(lanes, count - done);
      absorb(rows, from + done, batch, scratch);
      squeeze(scratch, batch, out, outAt + done * digestLength);
    }
  }

  private void absorb(Rows rows, int from, int batch, int[] state) {
    int lanes = permutation.lanes();
    int width = rows.width();
    fill(state, rate, KoalaBear.fromInt(width));
    for (int word = rate + 1; word < permutation.width(); word++) {
      fill(state, word, KoalaBear.ZERO);
    }
    for (int column = 0; column < width; column += rate) {
      int columns = Math.min(rate, width - column);
      rows.interleave(from, batch, column, columns, state, 0, lanes);
      for (int word = columns; word < rate; word++) {
        fill(state, word, KoalaBear.ZERO);
      }
      permutation.permute(state, 0);
    }
  }

  private void fill(int[] state, int word, int element) {
    int lanes = permutation.lanes();
    for (int i = word * lanes; i < (word + 1) * lanes; i++) {
      state[i] = element;
    }
  }

  private void squeeze(int[] state, int batch, int[] out, int outAt) {
    int lanes = permutation.lanes();
    for (int k = 0; k < batch; k++) {
      for (int i = 0; i < digestLength; i++) {
        out[outAt + k * digestLength + i] = state[i * lanes + k];
      }
    }
  }
}
