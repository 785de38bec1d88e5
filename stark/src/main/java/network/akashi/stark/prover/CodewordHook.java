package network.akashi.stark.prover;

/** Sees a code word before it is committed to, and may change it as a cheating prover would. */
@FunctionalInterface
interface CodewordHook {
  /** Leaves the code word alone. */
  CodewordHook NONE = (_, _) -> {};

  /** Changes {@code codeword}, whose rows have {@code width} elements. */
  void change(int[] codeword, int width);
}
