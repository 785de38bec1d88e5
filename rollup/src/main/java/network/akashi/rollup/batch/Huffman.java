package network.akashi.rollup.batch;

/**
 * A canonical Huffman code (RFC 1951, section 3.2.2): codes of one length are consecutive, in the
 * order of their symbols. Decoding goes bit by bit and keeps, for each length, how many codes there
 * are and where their symbols begin.
 */
final class Huffman {
  private static final int MAX_LENGTH = 15;

  private final int[] counts = new int[MAX_LENGTH + 1];
  private final int[] symbols;
  private final int missing;

  private Huffman(int[] lengths, int from, int to) {
    for (int i = from; i < to; i++) {
      counts[lengths[i]]++;
    }
    int unused = counts[0];
    counts[0] = 0;
    int left = 1;
    int[] starts = new int[MAX_LENGTH + 2];
    for (int length = 1; length <= MAX_LENGTH; length++) {
      left = (left << 1) - counts[length];
      if (left < 0) {
        throw new InflateException("more codes than bits");
      }
      starts[length + 1] = starts[length] + counts[length];
    }
    missing = left;
    symbols = new int[to - from - unused];
    for (int i = from; i < to; i++) {
      if (lengths[i] != 0) {
        symbols[starts[lengths[i]]++] = i - from;
      }
    }
  }

  /** The code with these lengths, which leaves nothing unassigned. */
  static Huffman complete(int[] lengths, int from, int to) {
    Huffman code = new Huffman(lengths, from, to);
    if (code.missing != 0) {
      throw new InflateException("an incomplete code");
    }
    return code;
  }

  /** As {@link #complete}; or one code of one bit, or none at all, as distances may have. */
  static Huffman ofDistances(int[] lengths, int from, int to) {
    Huffman code = new Huffman(lengths, from, to);
    boolean isSparse = code.symbols.length == code.counts[1] && code.symbols.length <= 1;
    if (code.missing != 0 && !isSparse) {
      throw new InflateException("an incomplete code of distances");
    }
    return code;
  }

  /** The next symbol. */
  int next(BitReader bits) {
    int code = 0;
    int first = 0;
    int index = 0;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      code |= bits.bit();
      int count = counts[length];
      if (code - first < count) {
        return symbols[index + code - first];
      }
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new InflateException("a code that stands for nothing");
  }
}
