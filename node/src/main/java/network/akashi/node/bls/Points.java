package network.akashi.node.bls;

import java.util.Optional;
import network.akashi.chain.Bytes;
import supranational.blst.P1_Affine;
import supranational.blst.P2_Affine;

/**
 * Points between the encoding of blst (48 bytes a number, in G2 the imaginary part first) and that
 * of EIP-2537 (64 bytes a number, the real part first).
 */
final class Points {
  static final int G1_BYTES = 128;
  static final int G2_BYTES = 256;
  private static final int FP = 48;
  private static final int PADDED = 64;
  private static final int PADDING = PADDED - FP;

  /** Place of each number of blst's G2 among those of EIP-2537. */
  private static final int[] G2_ORDER = {1, 0, 3, 2};

  private static final int[] G1_ORDER = {0, 1};

  private Points() {}

  static Bytes g1(byte[] serialized) {
    return pad(serialized, G1_ORDER);
  }

  static Bytes g2(byte[] serialized) {
    return pad(serialized, G2_ORDER);
  }

  private static Bytes pad(byte[] serialized, int[] order) {
    byte[] padded = new byte[order.length * PADDED];
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(serialized, i * FP, padded, order[i] * PADDED + PADDING, FP);
    }
    return Bytes.of(padded);
  }

  /** A point of the right subgroup, and not infinity. */
  static Optional<P1_Affine> g1(Bytes encoded) {
    return strip(encoded, G1_ORDER)
        .flatMap(raw -> {
          try {
            P1_Affine point = new P1_Affine(raw);
            return point.in_group() && !point.is_inf() ? Optional.of(point) : Optional.empty();
          } catch (RuntimeException notOnTheCurve) {
            return Optional.empty();
          }
        });
  }

  /** A point of the right subgroup, and not infinity. */
  static Optional<P2_Affine> g2(Bytes encoded) {
    return strip(encoded, G2_ORDER)
        .flatMap(raw -> {
          try {
            P2_Affine point = new P2_Affine(raw);
            return point.in_group() && !point.is_inf() ? Optional.of(point) : Optional.empty();
          } catch (RuntimeException notOnTheCurve) {
            return Optional.empty();
          }
        });
  }

  private static Optional<byte[]> strip(Bytes encoded, int[] order) {
    if (encoded.size() != order.length * PADDED) {
      return Optional.empty();
    }
    byte[] padded = encoded.toArray();
    byte[] raw = new byte[order.length * FP];
    for (int i = 0; i < order.length; i++) {
      int from = order[i] * PADDED;
      for (int j = 0; j < PADDING; j++) {
        if (padded[from + j] != 0) {
          return Optional.empty();
        }
      }
      System.arraycopy(padded, from + PADDING, raw, i * FP, FP);
    }
    // blst reads the three highest bits as flags; the field's elements leave them clear.
    return (raw[0] & 0xe0) == 0 ? Optional.of(raw) : Optional.empty();
  }
}
