package network.akashi.stark.air;

import java.util.List;

/**
 * 1 where {@code a < b}, with {@code a} and {@code b} as in {@link Bitwise}.
 *
 * <p>From the least significant bit up, {@code less ← (1−a_i)·b_i + eq(a_i, b_i)·less}: each bit's
 * variables enter once, so the extension is multilinear.
 */
record LessThan(String name, int bits) implements StructuredColumn {
  LessThan {
    StructuredColumns.checkBits(0, 2 * bits);
  }

  @Override
  public int valueAt(int row, int logHeight) {
    int mask = (1 << bits) - 1;
    return ((row >>> bits) & mask) < (row & mask) ? 1 : 0;
  }

  @Override
  public int maximum() {
    return 1;
  }

  @Override
  public <E> E evaluate(FieldOps<E> ops, List<E> point) {
    E one = ops.constant(1);
    E less = ops.constant(0);
    for (int i = 0; i < bits; i++) {
      E a = i + bits < point.size() ? point.get(i + bits) : ops.constant(0);
      E b = i < point.size() ? point.get(i) : ops.constant(0);
      E both = ops.mul(a, b);
      E equal = ops.add(ops.sub(one, ops.add(a, b)), ops.add(both, both));
      less = ops.add(ops.sub(b, both), ops.mul(equal, less));
    }
    return less;
  }
}
