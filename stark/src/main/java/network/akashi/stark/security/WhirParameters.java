package network.akashi.stark.security;

import static network.akashi.stark.security.FieldSize.EXTENSION_BITS;
import static network.akashi.stark.security.FieldSize.log2;
import static network.akashi.stark.security.FieldSize.logSum;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.KoalaBear;

/**
 * The schedule of a WHIR opening for a polynomial of a given size: what {@link SecurityParameters}
 * come to.
 *
 * <p>Arnon, Chiesa, Fenzi, Yogev: "WHIR" (eprint 2024/1586), construction 5.1 and theorem 5.2. Each
 * iteration takes the largest Johnson multiplicity that its folding rounds can afford (a larger one
 * brings the radius closer to the Johnson bound, so fewer queries), and then as many queries as the
 * target asks for.
 *
 * @param security what it was derived from
 * @param iterations at least one
 */
public record WhirParameters(SecurityParameters security, List<WhirIteration> iterations) {
  /** Degree bound d of theorem 5.2 for weights of the form Z·eq, which is max(d*, 3). */
  static final int CONSTRAINT_DEGREE = 3;

  private static final int MAX_MULTIPLICITY = 1 << 12;
  private static final int MAX_QUERIES = 1 << 12;

  /** No list that the derivation allows is longer: {@code (m + ½)/√ρ} with ρ ≥ 2^-30. */
  private static final double MAX_LOG_LIST = 12 + 1 + 15;

  public WhirParameters {
    iterations = List.copyOf(iterations);
  }

  /** Fewest variables that a polynomial must have under {@code security}. */
  public static int minVariables(SecurityParameters security) {
    return security.firstFold();
  }

  /** Most variables that the field's roots of unity allow under {@code security}. */
  public static int maxVariables(SecurityParameters security) {
    return KoalaBear.TWO_ADICITY + security.firstFold() - security.logInverseRate();
  }

  /** The schedule for one oracle of {@code variables} variables; see {@link #deriveJoint}. */
  public static WhirParameters derive(SecurityParameters security, int variables) {
    return deriveJoint(security, variables, 0);
  }

  /**
   * The schedule for {@code 2^logOracles} oracles of {@code variables} variables that are opened
   * together: {@code logOracles} more variables, all folded in the first iteration.
   *
   * @throws IllegalArgumentException if the size is out of range, or the target cannot be met
   */
  public static WhirParameters deriveJoint(
      SecurityParameters security, int variables, int logOracles) {
    if (variables < minVariables(security) || variables > maxVariables(security)) {
      throw new IllegalArgumentException(
          "variables: %s takes 2^%d to 2^%d cells, not 2^%d"
              .formatted(
                  security.name(), minVariables(security), maxVariables(security), variables));
    }
    List<WhirIteration> iterations = new ArrayList<>();
    int remaining = variables + logOracles;
    int logInverseRate = security.logInverseRate();
    do {
      boolean first = iterations.isEmpty();
      int fold = first ? security.firstFold() + logOracles : Math.min(security.fold(), remaining);
      iterations.add(iteration(security, remaining, logInverseRate, fold));
      remaining -= fold;
      logInverseRate += fold - (first ? security.firstDomainShift() + logOracles : 1);
    } while (remaining > security.maxFinalVariables());
    return new WhirParameters(security, iterations);
  }

  /** Variables of the polynomial that is sent in clear at the end. */
  public int finalVariables() {
    return iterations.getLast().variablesAfter();
  }

  private static WhirIteration iteration(
      SecurityParameters security, int variables, int logInverseRate, int fold) {
    int multiplicity = 0;
    if (security.regime() == Regime.JOHNSON) {
      multiplicity = 1;
      while (multiplicity < MAX_MULTIPLICITY
          && foldBits(security, variables, new ProximityBounds(logInverseRate, multiplicity + 1))
              >= security.targetBits()) {
        multiplicity++;
      }
    }
    ProximityBounds bounds = new ProximityBounds(logInverseRate, multiplicity);
    if (foldBits(security, variables, bounds) < security.targetBits()) {
      throw unreachable(security, variables);
    }
    int queries = 1;
    while (queryBits(security, bounds, queries, MAX_LOG_LIST) < security.targetBits()) {
      if (++queries > MAX_QUERIES) {
        throw unreachable(security, variables);
      }
    }
    return new WhirIteration(variables, logInverseRate, fold, queries, multiplicity);
  }

  private static IllegalArgumentException unreachable(SecurityParameters security, int variables) {
    return new IllegalArgumentException(
        "security: %s cannot reach %d bits for 2^%d cells"
            .formatted(security.name(), security.targetBits(), variables));
  }

  /**
   * Bits of the worst folding round, {@code d·ℓ/|F| + err(C, 2, δ)} with the code after one fold,
   * which is the longest (theorem 5.2, ε^fold), and the grinding before its challenge.
   */
  static double foldBits(SecurityParameters security, int variables, ProximityBounds bounds) {
    double lists = log2(CONSTRAINT_DEGREE) + bounds.logListSize();
    double agreement = bounds.logAgreementError(variables - 1.0 + bounds.logInverseRate());
    return EXTENSION_BITS - logSum(lists, agreement) + security.foldGrindingBits();
  }

  /**
   * Bits of {@code (1 − δ)^t + ℓ·(t + 1)/|F|} (theorem 5.2, ε^shift and ε^fin), and the grinding
   * before the queries; {@code ℓ} is the list size of the next code, {@code t + 1} the number of
   * values that are combined.
   */
  static double queryBits(
      SecurityParameters security, ProximityBounds bounds, int queries, double logNextList) {
    double miss = -queries * bounds.bitsPerQuery();
    double combination = logNextList + log2(queries + 1.0) - EXTENSION_BITS;
    return -logSum(miss, combination) + security.queryGrindingBits();
  }
}
