package network.akashi.chain.tx;

import com.esaulpaugh.headlong.rlp.RLPEncoder;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import network.akashi.chain.Bytes;

/** The values of a transaction as headlong's RLP encoder takes them. */
final class Rlp {
  private Rlp() {}

  /** A number that is not negative: big-endian without leading zeros. */
  static byte[] number(BigInteger value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException("a number in a transaction cannot be " + value);
    }
    byte[] bytes = value.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  static byte[] number(long value) {
    return number(BigInteger.valueOf(value));
  }

  /** A typed envelope (EIP-2718): the type's byte, then the list. */
  static Bytes envelope(int type, List<Object> fields) {
    byte[] list = RLPEncoder.list(fields.toArray());
    byte[] all = new byte[list.length + 1];
    all[0] = (byte) type;
    System.arraycopy(list, 0, all, 1, list.length);
    return Bytes.of(all);
  }
}
