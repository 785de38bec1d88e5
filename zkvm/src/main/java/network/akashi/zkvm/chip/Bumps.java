package network.akashi.zkvm.chip;

import java.util.Arrays;

/** The refreshments of words that rested for long, in arrays that grow. */
final class Bumps {
  /** A word is given a new time. */
  record Bump(int space, int word, int previous, int now, long value) {}

  private int[] numbers = new int[4 * 64];
  private long[] values = new long[64];
  private int size;

  void add(int space, int word, int previous, int now, long value) {
    if (size == values.length) {
      numbers = Arrays.copyOf(numbers, 2 * numbers.length);
      values = Arrays.copyOf(values, 2 * size);
    }
    numbers[4 * size] = space;
    numbers[4 * size + 1] = word;
    numbers[4 * size + 2] = previous;
    numbers[4 * size + 3] = now;
    values[size++] = value;
  }

  int size() {
    return size;
  }

  Bump get(int index) {
    return new Bump(
        numbers[4 * index],
        numbers[4 * index + 1],
        numbers[4 * index + 2],
        numbers[4 * index + 3],
        values[index]);
  }
}
