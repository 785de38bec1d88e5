package network.akashi.stark.air;

import java.util.List;
import network.akashi.math.KoalaBear;

/**
 * {@code base^e mod p}, where {@code e} is made of bits {@code shift … shift + bits − 1} of the row
 * number; the extension is {@code Π (1 + x_(shift+i)·(base^(2^i) − 1))}.
 */
record Powers(String name, long base, int shift, int bits) implements StructuredColumn {
  Powers {
    StructuredColumns.checkBits(shift, bits);
  }

  @Override
  public int valueAt(int row, int logHeight) {
    int exponent = (row >>> shift) & ((1 << bits) - 1);
    return KoalaBear.toInt(KoalaBear.pow(KoalaBear.fromLong(base), exponent));
  }

  @Override
  public <E> E evaluate(FieldOps<E> ops, List<E> point) {
    E product = ops.constant(1);
    for (int i = 0; i < bits && shift + i < point.size(); i++) {
      int factor = KoalaBear.toInt(KoalaBear.pow(KoalaBear.fromLong(base), 1L << i));
      E step = ops.mul(point.get(shift + i), ops.constant(factor - 1L));
      product = ops.mul(product, ops.add(ops.constant(1), step));
    }
    return product;
  }
}
