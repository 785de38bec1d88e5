package network.akashi.math;

/**
 * The Grain self-shrinking generator that the Poseidon family draws its round constants from, so
 * that nobody can have chosen them: Grassi et al., "Poseidon", appendix E (eprint 2019/458), used
 * unchanged by Poseidon2 (eprint 2023/323).
 *
 * <p>The 80-bit register starts as the parameters themselves, written with the most significant bit
 * first:
 *
 * <pre>
 *   field type (2) | S-box (4) | field bits (12) | width (12) | R_F (10) | R_P (10) | 1…1 (30)
 * </pre>
 *
 * and its first 160 bits are thrown away. After that bits are read in pairs: the second one counts
 * if the first is set.
 */
final class GrainLfsr {
  private static final int BITS = 80;
  private static final int WARM_UP = 160;
  private static final int PRIME_FIELD = 1;
  private static final int POWER_MAP = 0;

  /** A ring: the oldest bit is at {@code oldest}, the youngest just before it. */
  private final boolean[] register = new boolean[BITS];

  private int oldest;

  GrainLfsr(int fieldBits, int width, int externalRounds, int internalRounds) {
    append(PRIME_FIELD, 2);
    append(POWER_MAP, 4);
    append(fieldBits, 12);
    append(width, 12);
    append(externalRounds, 10);
    append(internalRounds, 10);
    append((1 << 30) - 1, 30);
    for (int i = 0; i < WARM_UP; i++) {
      clock();
    }
  }

  /** The next integer below {@code modulus}: as many bits as it has, drawn until they fit. */
  int nextBelow(int modulus) {
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(modulus);
    while (true) {
      int value = 0;
      for (int i = 0; i < bits; i++) {
        value = value << 1 | nextBit();
      }
      if (value < modulus) {
        return value;
      }
    }
  }

  private int nextBit() {
    while (true) {
      boolean counts = clock();
      boolean bit = clock();
      if (counts) {
        return bit ? 1 : 0;
      }
    }
  }

  private boolean clock() {
    boolean bit = tap(0) ^ tap(13) ^ tap(23) ^ tap(38) ^ tap(51) ^ tap(62);
    push(bit);
    return bit;
  }

  private boolean tap(int age) {
    return register[(oldest + age) % BITS];
  }

  private void append(int value, int bits) {
    for (int i = bits - 1; i >= 0; i--) {
      push((value >> i & 1) != 0);
    }
  }

  private void push(boolean bit) {
    register[oldest] = bit;
    oldest = (oldest + 1) % BITS;
  }
}
