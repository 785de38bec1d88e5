package network.akashi.stark.air;

import java.util.List;

/**
 * A bitwise operation on the operands {@code a} (bits {@code bits … 2·bits − 1} of the row number)
 * and {@code b} (bits {@code 0 … bits − 1}).
 *
 * <p>The extension is the sum of its bits' extensions {@code x·y}, {@code x + y − x·y} and {@code x
 * + y − 2·x·y}, which are multilinear as no variable occurs in two bits.
 */
record Bitwise(String name, Operation operation, int bits) implements StructuredColumn {
  enum Operation {
    AND,
    OR,
    XOR
  }

  Bitwise {
    StructuredColumns.checkBits(0, 2 * bits);
  }

  @Override
  public int valueAt(int row, int logHeight) {
    int a = row >>> bits;
    int value =
        switch (operation) {
          case AND -> a & row;
          case OR -> a | row;
          case XOR -> a ^ row;
        };
    return value & ((1 << bits) - 1);
  }

  @Override
  public int maximum() {
    return (1 << bits) - 1;
  }

  @Override
  public <E> E evaluate(FieldOps<E> ops, List<E> point) {
    E sum = ops.constant(0);
    for (int i = 0; i < bits; i++) {
      E x = i + bits < point.size() ? point.get(i + bits) : ops.constant(0);
      E y = i < point.size() ? point.get(i) : ops.constant(0);
      E product = ops.mul(x, y);
      E bit =
          switch (operation) {
            case AND -> product;
            case OR -> ops.sub(ops.add(x, y), product);
            case XOR -> ops.sub(ops.add(x, y), ops.add(product, product));
          };
      sum = ops.add(sum, ops.mul(ops.constant(1L << i), bit));
    }
    return sum;
  }
}
