package network.akashi.stark.prover;

import network.akashi.math.Ext5;

/**
 * A view of extension elements as a structure of arrays: coefficient {@code j} of element {@code i}
 * is {@code data[offset + j·stride + i]}.
 */
record ExtArray(int[] data, int offset, int stride, int length) {
  /** All of {@code data}, which holds {@code 5·length} integers. */
  static ExtArray of(int[] data, int length) {
    return new ExtArray(data, 0, length, length);
  }

  /** Elements {@code from … from + count − 1}. */
  ExtArray slice(int from, int count) {
    return new ExtArray(data, offset + from, stride, count);
  }

  Ext5 get(int index) {
    return Ext5.load(data, offset, stride, index);
  }

  void set(int index, Ext5 value) {
    value.store(data, offset, stride, index);
  }
}
