package network.akashi.zkvm.chip;

import java.math.BigInteger;
import java.util.Arrays;

/** Integers as arrays of 64-bit words, the lowest first, and their parts. */
final class Words {
  private static final BigInteger MASK =
      BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

  private Words() {}

  static BigInteger integer(long[] words) {
    BigInteger sum = BigInteger.ZERO;
    for (int i = words.length - 1; i >= 0; i--) {
      sum = sum.shiftLeft(Long.SIZE).or(BigInteger.valueOf(words[i]).and(MASK));
    }
    return sum;
  }

  static long[] words(BigInteger integer, int count) {
    long[] words = new long[count];
    Arrays.setAll(words, i -> integer.shiftRight(Long.SIZE * i).longValue());
    return words;
  }

  /** The limb of 16 bits at place {@code index}. */
  static int limb(long[] words, int index) {
    int place = index % InstructionRow.LIMBS;
    return (int) (words[index / InstructionRow.LIMBS] >>> (Short.SIZE * place)) & 0xffff;
  }

  static int byteAt(long[] words, int index) {
    return (int) (words[index / Long.BYTES] >>> (Byte.SIZE * (index % Long.BYTES))) & 0xff;
  }
}
