package network.akashi.stark.security;

/**
 * One iteration of WHIR: an oracle, the sumcheck rounds that fold it, and the queries that tie the
 * fold to it.
 *
 * @param variables of the multilinear polynomial committed to at its start
 * @param logInverseRate of its code
 * @param fold variables that its sumcheck folds
 * @param queries positions at which the oracle is opened
 * @param multiplicity Johnson multiplicity of the radius used; 0 for unique decoding
 */
public record WhirIteration(
    int variables, int logInverseRate, int fold, int queries, int multiplicity) {

  /** log2 of the number of coefficient rows, each of {@code 2^fold} elements. */
  public int logRows() {
    return variables - fold;
  }

  /** log2 of the number of Merkle leaves: rows of the code word. */
  public int logLeaves() {
    return variables + logInverseRate - fold;
  }

  /** Variables that are left after this iteration's fold. */
  public int variablesAfter() {
    return variables - fold;
  }

  ProximityBounds bounds() {
    return new ProximityBounds(logInverseRate, multiplicity);
  }
}
