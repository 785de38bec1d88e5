package network.akashi.market;

/**
 * Who may be assigned and what a fulfilment must bring.
 *
 * @param allOf classes of which it must bring a proof each
 * @param anyOf classes of which it must bring at least one, if any are given
 * @param tags tags that an assigned prover must declare
 * @param sampleSize size of the random sample, 1 to 8
 */
public record Policy(int allOf, int anyOf, int tags, int sampleSize) {
  /** Whether it names classes, and only such as exist. */
  boolean known() {
    int classes = allOf | anyOf;
    return classes != 0 && (classes & ~ProofClass.ALL) == 0;
  }

  /** Whether proofs of these classes are enough. */
  public boolean metBy(int classes) {
    return (classes & allOf) == allOf && (anyOf == 0 || (classes & anyOf) != 0);
  }
}
