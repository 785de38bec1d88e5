package network.akashi.stark.air;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.KoalaBear;

/**
 * Any values, for as many rows as a power of two; the extension folds them, one variable after the
 * other, so it costs the verifier a product for each value. For tables of a few hundred rows.
 *
 * @param values canonical integers, which repeat
 */
record FixedValues(String name, List<Integer> values) implements StructuredColumn {
  FixedValues {
    values = List.copyOf(values);
    if (Integer.bitCount(values.size()) != 1) {
      throw new IllegalArgumentException(
          "values: column %s has %d, which is no power of two".formatted(name, values.size()));
    }
    for (int value : values) {
      if (value < 0 || value >= KoalaBear.P) {
        throw new IllegalArgumentException(
            "values: column %s has %d, which is not in [0, p)".formatted(name, value));
      }
    }
  }

  @Override
  public int valueAt(int row, int logHeight) {
    return values.get(row & (values.size() - 1));
  }

  @Override
  public int maximum() {
    return values.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  @Override
  public <E> E evaluate(FieldOps<E> ops, List<E> point) {
    List<E> folded = new ArrayList<>(values.stream().map(ops::constant).toList());
    for (int i = 0; i < point.size() && folded.size() > 1; i++) {
      List<E> half = new ArrayList<>(folded.size() / 2);
      for (int j = 0; j < folded.size(); j += 2) {
        E difference = ops.sub(folded.get(j + 1), folded.get(j));
        half.add(ops.add(folded.get(j), ops.mul(point.get(i), difference)));
      }
      folded = half;
    }
    return folded.getFirst();
  }
}
