package network.akashi.zkvm.exec;

import org.jspecify.annotations.Nullable;

/**
 * What a guest may ask for by {@code ecall}, with the number in a7 and arguments from a0 on.
 *
 * <p>{@link #HALT} and {@link #WRITE} have the numbers and arguments of Linux, so a guest that uses
 * nothing else runs under a user-mode emulator as well. The others are accelerators: each does what
 * a software routine of the guest library does too. Pointers must be multiples of 8; results are
 * written after all operands are read, so they may overlap.
 */
public enum EnvironmentCall {
  /** Ends the run. a0: exit code, a C {@code int}; 0 is success. */
  HALT(93, 1, "halt"),

  /**
   * Hands bytes to the host. a0: 1 for output, 2 for messages to the developer; a1: address; a2:
   * length. a0 becomes the length, and nothing else changes: bytes that cannot be handed out are
   * dropped, with a message to the developer. What is proven of the output is its digest in the
   * public page, which the guest library keeps.
   */
  WRITE(64, 3, "write"),

  /** Keccak-f[1600] (FIPS 202, 3.4). a0: state of 25 words of 8 bytes, in place. */
  KECCAK_F(0x700, 1, "keccak-f"),

  /**
   * {@code r = a·b + c mod m} on 256-bit little-endian integers. a0 to a4: addresses of r, a, b, c,
   * m. m must not be 0; a, b and c may be any.
   */
  MULMOD256(0x701, 5, "mulmod256"),

  /**
   * The sha256 compression function (FIPS 180-4, 6.2.2). a0: state of 8 words of 4 bytes, in place;
   * a1: the message block of 64 bytes, as in the message.
   */
  SHA256_COMPRESS(0x702, 2, "sha256-compress"),

  /**
   * Poseidon2 of width 16 over KoalaBear. a0: state of 16 words of 4 bytes, integers below the
   * prime, in place.
   */
  POSEIDON2(0x703, 1, "poseidon2");

  private static final EnvironmentCall[] ALL = values();

  private final int number;
  private final int arguments;
  private final String label;

  EnvironmentCall(int number, int arguments, String label) {
    this.number = number;
    this.arguments = arguments;
    this.label = label;
  }

  /** The call with number {@code number} in a7, or null. */
  public static @Nullable EnvironmentCall of(long number) {
    for (EnvironmentCall call : ALL) {
      if (call.number == number) {
        return call;
      }
    }
    return null;
  }

  /** What tables by call are indexed by. */
  @SuppressWarnings("EnumOrdinal") // an index into tables of this run, never stored
  public int index() {
    return ordinal();
  }

  /** What stands in a7. */
  public int number() {
    return number;
  }

  /** How many registers from a0 on it reads. */
  public int arguments() {
    return arguments;
  }

  public String label() {
    return label;
  }
}
