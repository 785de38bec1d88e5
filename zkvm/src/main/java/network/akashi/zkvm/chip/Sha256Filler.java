package network.akashi.zkvm.chip;

import network.akashi.zkvm.exec.Sha256;

/** The values of one compression, by the rows of {@link Sha256Chip}. */
final class Sha256Filler {
  private static final int PER_ROW = 4;
  private static final int ROWS = 17;
  private static final int LIMB = 0xffff;

  private final int[] schedule;
  private final int[] initial;

  /** Values of a and of e, from the fourth before the first round on. */
  private final int[] as = new int[PER_ROW * ROWS];

  private final int[] es = new int[PER_ROW * ROWS];

  /** First columns of carries. */
  record Cells(int a, int e, int w) {}

  /**
   * @param schedule 64 words of which the first 16 are the message's; the others are filled in
   * @param initial the state
   */
  Sha256Filler(int[] schedule, int[] initial) {
    this.schedule = schedule;
    this.initial = initial;
    for (int i = 0; i < PER_ROW; i++) {
      as[i] = initial[PER_ROW - 1 - i];
      es[i] = initial[2 * PER_ROW - 1 - i];
    }
  }

  int a(int row, int i) {
    return as[PER_ROW * row + i];
  }

  int e(int row, int i) {
    return es[PER_ROW * row + i];
  }

  /** Word i of a row; 0 where rows have none. */
  int w(int row, int i) {
    return row < 1 ? 0 : schedule[PER_ROW * (row - 1) + i];
  }

  int initial(int k) {
    return initial[k];
  }

  /** Variable k at the end. */
  int variable(int k) {
    int[] values = k < PER_ROW ? as : es;
    return values[PER_ROW * ROWS - 1 - k % PER_ROW];
  }

  /** Half of {@code W[t] + σ0(W[t + 1])} of word i of a row, halves added apart. */
  int passed(int row, int i, int half) {
    if (row < 0) {
      return 0;
    }
    int next = i + 1 < PER_ROW ? w(row, i + 1) : row + 1 < ROWS ? w(row + 1, 0) : 0;
    return half(w(row, i), half) + half(Sha256.smallSigma0(next), half);
  }

  /** Computes the rounds of a row, and fills its carries. */
  void round(ChipRow row, int r, Cells cells) {
    for (int i = 0; i < PER_ROW; i++) {
      int t = PER_ROW * (r - 1) + i;
      if (r > PER_ROW) {
        word(row, t, i, cells);
      }
      int now = PER_ROW * r + i;
      int[] first = {
        es[now - 4],
        Sha256.bigSigma1(es[now - 1]),
        Sha256.choice(es[now - 1], es[now - 2], es[now - 3]),
        schedule[t],
        Sha256.roundConstant(t)
      };
      int[] second = {
        Sha256.bigSigma0(as[now - 1]), Sha256.majority(as[now - 1], as[now - 2], as[now - 3])
      };
      int intoA = 0;
      int intoE = 0;
      for (int half = 0; half < 2; half++) {
        int common = sum(first, half);
        int a = common + sum(second, half) + intoA;
        int e = common + half(as[now - 4], half) + intoE;
        intoA = a >>> 16;
        intoE = e >>> 16;
        row.bits(cells.a + 3 * (2 * i + half), intoA, 3);
        row.bits(cells.e + 3 * (2 * i + half), intoE, 3);
        as[now] |= (a & LIMB) << (16 * half);
        es[now] |= (e & LIMB) << (16 * half);
      }
    }
  }

  private void word(ChipRow row, int t, int i, Cells cells) {
    int[] terms = {
      Sha256.smallSigma1(schedule[t - 2]),
      schedule[t - 7],
      Sha256.smallSigma0(schedule[t - 15]),
      schedule[t - 16]
    };
    int into = 0;
    int word = 0;
    for (int half = 0; half < 2; half++) {
      int sum = sum(terms, half) + into;
      into = sum >>> 16;
      row.bits(cells.w + 2 * (2 * i + half), into, 2);
      word |= (sum & LIMB) << (16 * half);
    }
    schedule[t] = word;
  }

  private static int half(int word, int half) {
    return word >>> (16 * half) & LIMB;
  }

  private static int sum(int[] words, int half) {
    int sum = 0;
    for (int word : words) {
      sum += half(word, half);
    }
    return sum;
  }
}
