package network.akashi.stark.air;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.KoalaBear;

/**
 * A sum of functions of a few bits of the row number each, every function given by its values.
 *
 * <p>The extension is the sum of the functions' extensions; one of k variables takes {@code 2^k −
 * 1} multiplications.
 */
record TableSum(String name, List<Part> parts) implements StructuredColumn {
  /**
   * A function of the bits from {@code shift} on.
   *
   * @param values canonical integers, {@code 2^k} of them
   */
  record Part(int shift, List<Integer> values) {
    Part {
      values = List.copyOf(values);
      if (values.isEmpty() || Integer.bitCount(values.size()) != 1) {
        throw new IllegalArgumentException(
            "values: a function of bits has a power of two of values, not " + values.size());
      }
      if (!values.stream().allMatch(KoalaBear::isCanonical)) {
        throw new IllegalArgumentException("values: must be integers from 0 to p-1");
      }
    }

    private int bits() {
      return Integer.numberOfTrailingZeros(values.size());
    }
  }

  TableSum {
    parts = List.copyOf(parts);
    parts.forEach(part -> StructuredColumns.checkBits(part.shift(), Math.max(1, part.bits())));
  }

  @Override
  public int valueAt(int row, int logHeight) {
    long sum = 0;
    for (Part part : parts) {
      sum += part.values().get((row >>> part.shift()) & (part.values().size() - 1));
    }
    return (int) (sum % KoalaBear.P);
  }

  @Override
  public int maximum() {
    long sum = 0;
    for (Part part : parts) {
      sum += part.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }
    return (int) Math.min(sum, KoalaBear.P - 1);
  }

  @Override
  public <E> E evaluate(FieldOps<E> ops, List<E> point) {
    E sum = ops.constant(0);
    for (Part part : parts) {
      List<E> values = new ArrayList<>();
      part.values().forEach(value -> values.add(ops.constant(value)));
      for (int bit = part.bits() - 1; bit >= 0; bit--) {
        int at = part.shift() + bit;
        int half = 1 << bit;
        for (int i = 0; i < half; i++) {
          if (at < point.size()) {
            E step = ops.sub(values.get(half + i), values.get(i));
            values.set(i, ops.add(values.get(i), ops.mul(point.get(at), step)));
          }
        }
      }
      sum = ops.add(sum, values.getFirst());
    }
    return sum;
  }
}
