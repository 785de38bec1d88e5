package network.akashi.stark.air;

import java.util.List;

/**
 * The structured columns that machines are built from.
 *
 * <p>Each is a function of some low bits of the row number and repeats above them: the tuples a
 * table of such columns can offer are the same whatever height the prover gives it. (A plain row
 * counter would let the prover widen a range check by making the table taller.) In a table too low
 * to have all those bits, the missing ones are zero, so it offers fewer tuples, never others.
 */
public final class StructuredColumns {
  private StructuredColumns() {}

  /** The integers {@code 0 … 2^bits − 1}, in order: what a range table provides. */
  public static StructuredColumn range(String name, int bits) {
    return new RowBits(name, 0, bits);
  }

  /** Bits {@code shift … shift + bits − 1} of the row number, as an integer. */
  public static StructuredColumn rowBits(String name, int shift, int bits) {
    return new RowBits(name, shift, bits);
  }

  /** Bit {@code index} of the row number. */
  public static StructuredColumn bit(String name, int index) {
    return new RowBits(name, index, 1);
  }

  /**
   * {@code a AND b} for the operands {@code a = rowBits(bits, bits)}, {@code b = rowBits(0, bits)}.
   */
  public static StructuredColumn and(String name, int bits) {
    return new Bitwise(name, Bitwise.Operation.AND, bits);
  }

  /** {@code a OR b}; operands as in {@link #and}. */
  public static StructuredColumn or(String name, int bits) {
    return new Bitwise(name, Bitwise.Operation.OR, bits);
  }

  /** {@code a XOR b}; operands as in {@link #and}. */
  public static StructuredColumn xor(String name, int bits) {
    return new Bitwise(name, Bitwise.Operation.XOR, bits);
  }

  /** 1 where {@code a < b} as unsigned integers, else 0; operands as in {@link #and}. */
  public static StructuredColumn lessThan(String name, int bits) {
    return new LessThan(name, bits);
  }

  /** {@code base^e mod p}, where {@code e} is {@code rowBits(shift, bits)}. */
  public static StructuredColumn powers(String name, long base, int shift, int bits) {
    return new Powers(name, base, shift, bits);
  }

  /**
   * {@code low(g) + high(h)}, where g is {@code rowBits(0, k)} and h is {@code rowBits(k, k)}.
   *
   * @param low {@code 2^k} canonical integers
   * @param high as many
   */
  public static StructuredColumn tables(String name, List<Integer> low, List<Integer> high) {
    if (low.size() != high.size()) {
      throw new IllegalArgumentException("high: needs as many values as low");
    }
    int bits = Integer.numberOfTrailingZeros(low.size());
    return new TableSum(name, List.of(new TableSum.Part(0, low), new TableSum.Part(bits, high)));
  }

  /** {@code values(g)}, where g is {@code rowBits(0, k)} and there are {@code 2^k} values. */
  public static StructuredColumn table(String name, List<Integer> values) {
    return new TableSum(name, List.of(new TableSum.Part(0, values)));
  }

  static void checkBits(int shift, int bits) {
    if (shift < 0 || bits < 1 || shift + bits > 24) {
      throw new IllegalArgumentException(
          "bits: a structured column reads bits of a row number below 2^24, not bits %d to %d"
              .formatted(shift, shift + bits - 1));
    }
  }
}
