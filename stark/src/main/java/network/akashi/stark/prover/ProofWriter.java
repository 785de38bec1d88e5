package network.akashi.stark.prover;

import java.io.ByteArrayOutputStream;
import network.akashi.math.KoalaBear;

/** The bytes of a proof while it is written: single bytes and canonical field elements. */
final class ProofWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 19);

  void writeByte(int value) {
    bytes.write(value);
  }

  /** Writes an element that is given in Montgomery form. */
  void writeElement(int montgomery) {
    int value = KoalaBear.toInt(montgomery);
    bytes.write(value);
    bytes.write(value >>> 8);
    bytes.write(value >>> 16);
    bytes.write(value >>> 24);
  }

  void writeElements(int[] montgomery, int from, int count) {
    for (int i = from; i < from + count; i++) {
      writeElement(montgomery[i]);
    }
  }

  int size() {
    return bytes.size();
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
