package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.Ext5Ops;
import network.akashi.stark.air.Op;

/**
 * Whether an AIR's padding row is inert: between padding rows all constraints are zero and nothing
 * goes on a bus.
 *
 * <p>Structured columns and public values may be anything there, so they are set to random elements
 * of the extension field: an expression that vanishes is zero for all their values but for a chance
 * below {@code 12/p^5}. Preprocessed columns are zero in padding rows.
 */
final class PaddingCheck {
  private static final long SEED = 0x70616464696e67L;

  private PaddingCheck() {}

  static List<Finding> check(Air air, AirProgram program) {
    int[] padding = PaddedTable.paddingRow(air);
    SplittableRandom random = new SplittableRandom(SEED);
    Map<List<Object>, Ext5> anything = new HashMap<>();
    List<Ext5> values =
        program.evaluate(
            Ext5Ops.INSTANCE,
            (Op op, int index) ->
                switch (op) {
                  case MAIN, NEXT -> Ext5.of(padding[index]);
                  case FIRST_ROW, LAST_ROW, PREPROCESSED -> Ext5.ZERO;
                  default ->
                      anything.computeIfAbsent(List.of(op, index), _ -> randomElement(random));
                });
    List<Finding> findings = new ArrayList<>();
    for (AirProgram.Constraint constraint : program.constraints()) {
      if (!values.get(constraint.node()).isZero()) {
        findings.add(
            new Finding.PaddingNotInert(
                air.name(), "constraint '%s' is not zero".formatted(constraint.name())));
      }
    }
    for (int i = 0; i < program.interactions().size(); i++) {
      AirProgram.Interaction interaction = program.interactions().get(i);
      if (!values.get(interaction.multiplicity()).isZero()) {
        findings.add(
            new Finding.PaddingNotInert(
                air.name(),
                "interaction %d puts something on bus %s".formatted(i, interaction.bus().name())));
      }
    }
    if (program.keccak().isPresent()
        && !KeccakRows.holds(program.keccak().get(), column -> padding[column])) {
      findings.add(new Finding.PaddingNotInert(air.name(), "not so: " + KeccakRows.NAME));
    }
    return findings;
  }

  private static Ext5 randomElement(SplittableRandom random) {
    return new Ext5(
        random.nextInt(KoalaBear.P),
        random.nextInt(KoalaBear.P),
        random.nextInt(KoalaBear.P),
        random.nextInt(KoalaBear.P),
        random.nextInt(KoalaBear.P));
  }
}
