package network.akashi.stark.audit;

/** Something about a machine that looks wrong without any trace. */
public record LintFinding(Rule rule, String message) {
  /** What is looked for. */
  public enum Rule {
    /** An expression of higher degree than the machine's author wants. */
    DEGREE,
    /** A column that no constraint and no tuple looks at. */
    UNUSED_COLUMN,
    /** A bus on which something is only ever sent, or only ever received. */
    ONE_SIDED_BUS,
    /** Two free counts that answer the same lookups. */
    TWO_PROVIDERS,
    /** A bus with free counts on both sides: nothing bounds how often a tuple is forged. */
    UNBOUNDED_MULTIPLICITY,
    /** A claim of {@code assertNoWrap} that does not hold. */
    WRAPS,
    /** An AIR of which there may be any number of tables, though its rows look at each other. */
    SPLIT,
    /** A padding row that is not inert. */
    PADDING,
    /** A structured column whose extension is not that of its values. */
    STRUCTURED_COLUMN
  }

  @Override
  public String toString() {
    return rule + ": " + message;
  }
}
