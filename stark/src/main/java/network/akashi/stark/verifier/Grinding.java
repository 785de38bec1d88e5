package network.akashi.stark.verifier;

import network.akashi.math.KoalaBear;

/**
 * Proofs of work on the transcript: an absorbed nonce must make the next squeezed element end in
 * zero bits.
 */
public final class Grinding {
  private Grinding() {}

  /**
   * Absorbs {@code nonce} (Montgomery form) and tells whether it is a proof of {@code bits} bits.
   */
  static boolean check(Sponge<Integer> transcript, int nonce, int bits) {
    transcript.flush();
    transcript.absorb(nonce);
    return satisfies(transcript.squeeze(), bits);
  }

  /** Whether {@code element} (Montgomery form) ends in {@code bits} zero bits. */
  public static boolean satisfies(int element, int bits) {
    return (KoalaBear.toInt(element) & ((1 << bits) - 1)) == 0;
  }
}
