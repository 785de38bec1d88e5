package network.akashi.bench;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A signature to recover a key from: the example of Ethereum's precompile 1. */
final class Secp256k1Input {
  private Secp256k1Input() {}

  /** The signature {@code count} times. */
  static byte[] known(int count) {
    ByteBuffer records = ByteBuffer.allocate(count * known().length);
    while (records.hasRemaining()) {
      records.put(known());
    }
    return records.array();
  }

  /** Hash, r, s and recovery id, 97 bytes. */
  static byte[] known() {
    return HexFormat.of()
        .parseHex(
            "456e9aea5e197a1f1af7a3e85a3212fa4049a3ba34c2289b4c860fc0b0c64ef3"
                + "9242685bf161793cc25603c231bc2f568eb630ea16aa137d2664ac8038825608"
                + "4f8ae3bd7535248d0bd448298cc2e2071e56992d0774dc340c368ae950852ada01");
  }
}
