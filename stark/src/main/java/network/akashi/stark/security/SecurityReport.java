package network.akashi.stark.security;

import static network.akashi.stark.security.FieldSize.BASE_BITS;
import static network.akashi.stark.security.FieldSize.errorBits;
import static network.akashi.stark.security.FieldSize.log2;

import java.util.ArrayList;
import java.util.List;

/**
 * The round-by-round soundness of a proof, term by term; its level is the smallest.
 *
 * <p>All terms are statistical and proven. That the hash behaves like a random oracle, and that
 * nobody finds a collision ({@link #collisionBits}), is assumed beside them.
 *
 * @param parameters what the proof is made with
 * @param size what it is about
 * @param whir the schedule of its opening
 * @param terms one per kind of round
 */
public record SecurityReport(
    SecurityParameters parameters, StatementSize size, WhirParameters whir, List<ErrorTerm> terms) {

  private static final String WHIR = "WHIR, eprint 2024/1586, theorem 5.2";
  private static final int DIGEST_ELEMENTS = 8;
  private static final int LOG_WEIGHTS = 4;

  /** Bits of a state, the most columns that powers of a challenge combine. */
  private static final int KECCAK_BITS = 1600;

  /** Degree of a column in the variable within groups of sixteen rows. */
  private static final int KECCAK_GROUP = 15;

  /** The most columns in a product: parity. */
  private static final int KECCAK_FACTORS = 5;

  public SecurityReport {
    terms = List.copyOf(terms);
  }

  /** The report for one statement. */
  public static SecurityReport of(WhirParameters whir, StatementSize size) {
    List<ErrorTerm> terms = new ArrayList<>();
    if (size.logFractions() >= 0) {
      terms.add(
          new ErrorTerm(
              "LogUp fingerprints",
              errorBits(LOG_WEIGHTS * Math.pow(2, size.logFractions())),
              0,
              "Haböck, eprint 2022/1530, lemma 5 with multilinear fingerprints"));
      terms.add(
          new ErrorTerm(
              "LogUp-GKR layer sumcheck",
              errorBits(3),
              0,
              "Papini, Haböck, eprint 2023/1284, section 3"));
    }
    if (size.keccakTables() > 0) {
      terms.add(
          new ErrorTerm(
              "Keccak-f combination of columns",
              errorBits(KECCAK_BITS + KECCAK_GROUP + size.logHeight()),
              0,
              "Schwartz-Zippel over powers and the rows' point"));
      terms.add(
          new ErrorTerm(
              "Keccak-f layer sumchecks",
              errorBits(KECCAK_GROUP * KECCAK_FACTORS),
              0,
              "Goldwasser, Kalai, Rothblum 2008; univariate skip, Gruen, eprint 2024/108"));
    }
    terms.add(
        new ErrorTerm(
            "constraint batching and zerocheck point",
            errorBits(size.constraints() + size.logHeight() + 1.0),
            0,
            "Schwartz-Zippel over α and ζ"));
    terms.add(
        new ErrorTerm(
            "constraint sumcheck",
            errorBits(size.degree()),
            0,
            "Lund, Fortnow, Karloff, Nisan 1992"));
    addOpening(terms, whir, size);
    return new SecurityReport(whir.security(), size, whir, terms);
  }

  private static void addOpening(List<ErrorTerm> terms, WhirParameters whir, StatementSize size) {
    SecurityParameters security = whir.security();
    List<WhirIteration> iterations = whir.iterations();
    double firstList = iterations.getFirst().bounds().logListSize();
    terms.add(
        new ErrorTerm(
            "batching of column claims",
            errorBits((size.claims() + 1.0) * Math.pow(2, firstList)),
            0,
            WHIR + " (initial claim)"));
    for (int i = 0; i < iterations.size(); i++) {
      WhirIteration iteration = iterations.get(i);
      ProximityBounds bounds = iteration.bounds();
      terms.add(
          new ErrorTerm(
              "WHIR %d out-of-domain sample".formatted(i),
              errorBits(iteration.variables() * Math.pow(2, 2 * bounds.logListSize() - 1)),
              0,
              WHIR + " (ε^out, multilinear sample: n/|F| per pair)"));
      terms.add(
          new ErrorTerm(
              "WHIR %d folding".formatted(i),
              WhirParameters.foldBits(security, iteration.variables(), bounds),
              security.foldGrindingBits(),
              WHIR + " (ε^fold); BCHKS25, eprint 2025/2055, theorem 4.2"));
      double nextList =
          i + 1 < iterations.size() ? iterations.get(i + 1).bounds().logListSize() : 0;
      terms.add(
          new ErrorTerm(
              "WHIR %d queries".formatted(i),
              WhirParameters.queryBits(security, bounds, iteration.queries(), nextList),
              security.queryGrindingBits(),
              WHIR + (i + 1 < iterations.size() ? " (ε^shift)" : " (ε^fin)")));
    }
    terms.add(
        new ErrorTerm("final sumcheck", errorBits(WhirParameters.CONSTRAINT_DEGREE), 0, WHIR));
  }

  /** The level: bits of the weakest term. */
  public double bits() {
    return terms.stream().mapToDouble(ErrorTerm::bits).min().orElseThrow();
  }

  /** Half the bits of a digest: what finding a collision in a Merkle tree costs. */
  public static double collisionBits() {
    return DIGEST_ELEMENTS * BASE_BITS / 2;
  }

  /** log2 of the hashes that all proofs of work together take on average. */
  public double logGrindingWork() {
    double work = 0;
    for (WhirIteration iteration : whir.iterations()) {
      work += Math.pow(2, parameters.queryGrindingBits());
      work += iteration.fold() * Math.pow(2, parameters.foldGrindingBits());
    }
    return log2(work);
  }
}
