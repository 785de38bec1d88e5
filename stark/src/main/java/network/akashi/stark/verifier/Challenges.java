package network.akashi.stark.verifier;

import network.akashi.math.Ext5;

/** Extension-field challenges from the transcript. */
public final class Challenges {
  private Challenges() {}

  /** Five squeezed elements as one of the extension. */
  public static Ext5 sample(Sponge<Integer> transcript) {
    return new Ext5(
        transcript.squeeze(),
        transcript.squeeze(),
        transcript.squeeze(),
        transcript.squeeze(),
        transcript.squeeze());
  }
}
