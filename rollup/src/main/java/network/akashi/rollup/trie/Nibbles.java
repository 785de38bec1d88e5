package network.akashi.rollup.trie;

import java.util.Arrays;

/** Paths in a trie: one nibble a byte; and their hex-prefix encoding (Yellow Paper, appendix C). */
final class Nibbles {
  static final byte[] NONE = {};

  private Nibbles() {}

  /** The nibbles of {@code bytes}, high ones first. */
  static byte[] of(byte[] bytes) {
    byte[] nibbles = new byte[2 * bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      nibbles[2 * i] = (byte) ((bytes[i] >> 4) & 0xf);
      nibbles[2 * i + 1] = (byte) (bytes[i] & 0xf);
    }
    return nibbles;
  }

  /** The bytes of an even number of nibbles. */
  static byte[] toBytes(byte[] nibbles) {
    byte[] bytes = new byte[nibbles.length / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ((nibbles[2 * i] << 4) | nibbles[2 * i + 1]);
    }
    return bytes;
  }

  /** How many nibbles {@code path} and {@code key} from {@code at} on have in common. */
  static int common(byte[] path, byte[] key, int at) {
    int most = Math.min(path.length, key.length - at);
    int i = 0;
    while (i < most && path[i] == key[at + i]) {
      i++;
    }
    return i;
  }

  static byte[] from(byte[] nibbles, int at) {
    return at == 0 ? nibbles : Arrays.copyOfRange(nibbles, at, nibbles.length);
  }

  /** {@code first}, {@code middle}, {@code last} in one. */
  static byte[] join(byte[] first, int middle, byte[] last) {
    byte[] all = Arrays.copyOf(first, first.length + 1 + last.length);
    all[first.length] = (byte) middle;
    System.arraycopy(last, 0, all, first.length + 1, last.length);
    return all;
  }

  static byte[] join(byte[] first, byte[] last) {
    byte[] all = Arrays.copyOf(first, first.length + last.length);
    System.arraycopy(last, 0, all, first.length, last.length);
    return all;
  }

  /** The path of a leaf or an extension as its node has it. */
  static byte[] hexPrefix(byte[] path, boolean leaf) {
    int odd = path.length % 2;
    byte[] prefixed = new byte[1 + path.length / 2];
    prefixed[0] = (byte) ((leaf ? 0x20 : 0) + (odd == 1 ? 0x10 + path[0] : 0));
    for (int i = 1; i < prefixed.length; i++) {
      prefixed[i] = (byte) ((path[odd + 2 * i - 2] << 4) | path[odd + 2 * i - 1]);
    }
    return prefixed;
  }

  /** Whether {@code prefixed} is what {@link #hexPrefix} gives for some path. */
  static boolean isHexPrefix(byte[] prefixed) {
    if (prefixed.length == 0) {
      return false;
    }
    int flags = (prefixed[0] >> 4) & 0xf;
    return flags < 4 && (flags % 2 == 1 || (prefixed[0] & 0xf) == 0);
  }

  static boolean isLeaf(byte[] prefixed) {
    return (prefixed[0] & 0x20) != 0;
  }

  static byte[] path(byte[] prefixed) {
    boolean odd = (prefixed[0] & 0x10) != 0;
    byte[] nibbles = of(prefixed);
    return Arrays.copyOfRange(nibbles, odd ? 1 : 2, nibbles.length);
  }
}
