package network.akashi.stark.security;

import java.util.List;

/**
 * The few choices from which everything that decides a proof's soundness is derived.
 *
 * @param name what reports call the set
 * @param targetBits what each round-by-round error term must reach, grinding included
 * @param regime distance up to which proximity is used
 * @param logInverseRate log2 of the first code's inverse rate
 * @param firstFold variables folded in the first WHIR iteration; a Merkle leaf holds 2^firstFold
 *     base-field elements
 * @param fold variables folded in each later iteration; a leaf holds 2^fold extension elements
 * @param firstDomainShift log2 of the factor by which the domain shrinks in the first iteration;
 *     later ones halve it
 * @param queryGrindingBits proof of work before each set of queries
 * @param foldGrindingBits proof of work before each folding challenge
 * @param maxFinalVariables the polynomial is sent in clear once it has no more variables than this
 */
public record SecurityParameters(
    String name,
    int targetBits,
    Regime regime,
    int logInverseRate,
    int firstFold,
    int fold,
    int firstDomainShift,
    int queryGrindingBits,
    int foldGrindingBits,
    int maxFinalVariables) {

  /** Leaves and everything a prover makes alone: 118 proven bits in the Johnson regime. */
  public static final SecurityParameters LEAF_118 =
      new SecurityParameters("leaf-118", 118, Regime.JOHNSON, 1, 7, 4, 5, 16, 12, 6);

  /** As {@link #LEAF_118}, for those who want what the digest size allows at most. */
  public static final SecurityParameters LEAF_124 =
      new SecurityParameters("leaf-124", 124, Regime.JOHNSON, 1, 7, 4, 5, 16, 16, 6);

  /** Proofs that are verified inside another proof: a lower rate, so fewer queries. */
  public static final SecurityParameters INTERNAL_118 =
      new SecurityParameters("internal-118", 118, Regime.JOHNSON, 2, 7, 4, 5, 16, 12, 6);

  /** The set to switch to should the Johnson-regime bounds fall: unique decoding only. */
  public static final SecurityParameters UNIQUE_118 =
      new SecurityParameters("unique-118", 118, Regime.UNIQUE_DECODING, 1, 7, 4, 5, 16, 0, 6);

  /** The sets that proofs in the wild may use, in the order of their numbers in a proof. */
  public static final List<SecurityParameters> NAMED =
      List.of(LEAF_118, LEAF_124, INTERNAL_118, UNIQUE_118);

  public SecurityParameters {
    require(targetBits >= 1 && targetBits <= 128, "targetBits", "1 to 128", targetBits);
    require(logInverseRate >= 1 && logInverseRate <= 8, "logInverseRate", "1 to 8", logInverseRate);
    require(firstFold >= 1 && firstFold <= 10, "firstFold", "1 to 10", firstFold);
    require(fold >= 1 && fold <= 8, "fold", "1 to 8", fold);
    require(
        firstDomainShift >= 1 && firstDomainShift <= firstFold,
        "firstDomainShift",
        "1 to firstFold",
        firstDomainShift);
    require(
        queryGrindingBits >= 0 && queryGrindingBits <= 24,
        "queryGrindingBits",
        "0 to 24",
        queryGrindingBits);
    require(
        foldGrindingBits >= 0 && foldGrindingBits <= 24,
        "foldGrindingBits",
        "0 to 24",
        foldGrindingBits);
    require(
        maxFinalVariables >= 0 && maxFinalVariables <= 12,
        "maxFinalVariables",
        "0 to 12",
        maxFinalVariables);
  }

  private static void require(boolean holds, String what, String range, int value) {
    if (!holds) {
      throw new IllegalArgumentException("%s: must be %s, is %d".formatted(what, range, value));
    }
  }
}
