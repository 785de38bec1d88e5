package network.akashi.zkvm.chip;

/**
 * Counts what the rows filled so far look up. What no table holds is not counted: the trace of a
 * machine that erred may ask for it, and then the buses do not balance.
 */
final class Lookups {
  static final int VALUES = 1 << 16;

  private final int[] range16 = new int[VALUES];
  private final int[] eighths = new int[VALUES];
  private final int[][] bytes = new int[ByteOperation.values().length][VALUES];
  private final int[] shifts = new int[ShiftTableAir.ROWS];

  void range16(long value) {
    count(range16, value);
  }

  void eighths(long quotient, long rest) {
    if (rest >= 0 && rest < 8) {
      count(eighths, 8 * quotient + rest);
    }
  }

  void bytes(ByteOperation operation, int a, int b) {
    if (((a | b) & -256) == 0) {
      bytes[operation.number()][a << 8 | b]++;
    }
  }

  /** The plan for shifts of a kind by an amount, which {@link ShiftTableAir} has. */
  void shift(int kind, int amount) {
    shifts[ShiftTableAir.row(kind, amount)]++;
  }

  int[] shifts() {
    return shifts;
  }

  int[] range16() {
    return range16;
  }

  int[] eighths() {
    return eighths;
  }

  int[] bytes(ByteOperation operation) {
    return bytes[operation.number()];
  }

  private static void count(int[] counts, long value) {
    if (value >= 0 && value < VALUES) {
      counts[(int) value]++;
    }
  }
}
