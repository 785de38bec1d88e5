package network.akashi.stark.air;

import java.util.List;

/**
 * Bits {@code shift … shift + bits − 1} of the row number as an integer; the extension is the
 * linear form {@code Σ 2^i·x_(shift+i)}.
 */
record RowBits(String name, int shift, int bits) implements StructuredColumn {
  RowBits {
    StructuredColumns.checkBits(shift, bits);
  }

  @Override
  public int valueAt(int row, int logHeight) {
    return (row >>> shift) & ((1 << bits) - 1);
  }

  @Override
  public int maximum() {
    return (1 << bits) - 1;
  }

  @Override
  public <E> E evaluate(FieldOps<E> ops, List<E> point) {
    E sum = ops.constant(0);
    for (int i = 0; i < bits && shift + i < point.size(); i++) {
      sum = ops.add(sum, ops.mul(ops.constant(1L << i), point.get(shift + i)));
    }
    return sum;
  }
}
