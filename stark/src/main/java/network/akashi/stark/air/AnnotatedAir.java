package network.akashi.stark.air;

import java.util.List;

/**
 * An AIR's program with what the AIR tells the audit; nothing of it is proven.
 *
 * @param program as {@link SymbolicAir#interpret} gives it, but its nodes include those of claims
 * @param noWraps see {@link AirBuilder#assertNoWrap}
 * @param assumptions see {@link AirBuilder#assumeRange}
 */
public record AnnotatedAir(AirProgram program, List<NoWrap> noWraps, List<Assumption> assumptions) {

  public AnnotatedAir {
    noWraps = List.copyOf(noWraps);
    assumptions = List.copyOf(assumptions);
  }

  /** Where node {@code gate} is not zero, node {@code expression} is an integer below p. */
  public record NoWrap(String name, int gate, int expression) {}

  /** Main column {@code column} lies in {@code [low, high]}. */
  public record Assumption(String reason, int column, long low, long high) {}
}
