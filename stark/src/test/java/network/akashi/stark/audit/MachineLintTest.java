package network.akashi.stark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.FieldOps;
import network.akashi.stark.air.Instances;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.RangeTableAir;
import network.akashi.stark.air.StructuredColumn;
import network.akashi.stark.air.TestAir;
import network.akashi.stark.audit.LintFinding.Rule;
import org.junit.jupiter.api.Test;

class MachineLintTest {
  private static final Bus RANGE = new Bus("range", 1, 1);
  private static final RangeTableAir RANGE_TABLE = new RangeTableAir("range", RANGE, 16);

  @Test
  void degreesBeyondTheWantedOneAreNamed() {
    Air air =
        air(
            "air",
            b -> {
              b.assertBoolean("bit", b.main(0));
              b.assertZero("cube", b.mul(b.main(1), b.mul(b.main(1), b.main(1))));
              b.send(RANGE, b.main(0), List.of(b.mul(b.main(1), b.mul(b.main(1), b.main(1)))));
            });
    assertThat(MachineLint.check(machine(air, RANGE_TABLE), 3)).isEmpty();
    assertThat(messages(2, air, RANGE_TABLE))
        .containsExactly(
            "DEGREE: AIR air: constraint 'cube' has degree 3, more than 2",
            "DEGREE: AIR air: interaction 0 on bus range has degree 3, more than 2");
  }

  /** Bug zoo 1: constraints written, but never wired to the columns they are about. */
  @Test
  void columnsNobodyLooksAtAreNamed() {
    Air air =
        TestAir.of(
            "compare",
            new AirLayout(List.of("a", "b", "less"), List.of("p"), List.of(new Wrong("s", 0))),
            b -> b.assertZero("a", b.sub(b.main(0), b.next(1))));
    assertThat(messages(3, air))
        .contains(
            "UNUSED_COLUMN: AIR compare: no constraint and no tuple looks at column less",
            "UNUSED_COLUMN: AIR compare: no constraint and no tuple looks at column p",
            "UNUSED_COLUMN: AIR compare: no constraint and no tuple looks at column s");
  }

  @Test
  void seamsInTablesThatMayBeSplitAreNamed() {
    for (Consumer<AirBuilder<Object>> body :
        List.<Consumer<AirBuilder<Object>>>of(
            b -> b.assertZero("x", b.sub(b.main(0), b.next(1))),
            b -> b.assertZero("x", b.mul(b.isFirstRow(), b.sub(b.main(0), b.main(1)))),
            b -> b.assertZero("x", b.mul(b.isLastRow(), b.sub(b.main(0), b.main(1)))))) {
      assertThat(messages(3, air("air", body)))
          .containsExactly(
              "SPLIT: AIR air: looks at the next, first or last row, but may have 4 tables, each"
                  + " with a seam");
      Air once = new TestAir("air", AirLayout.of("on", "x"), Instances.EXACTLY_ONE, body);
      assertThat(messages(3, once)).isEmpty();
    }
  }

  @Test
  void busesWithOneEndAreNamed() {
    Air user = user("user", RANGE);
    assertThat(messages(3, user))
        .containsExactly("ONE_SIDED_BUS: bus range: nobody ever receives from it");
    assertThat(messages(3, RANGE_TABLE))
        .contains("ONE_SIDED_BUS: bus range: nobody ever sends to it");
  }

  /** Bug zoo 22: two tables that answer the same lookups. */
  @Test
  void twoProvidersOfOneLookupAreNamed() {
    Air user = user("user", RANGE);
    assertThat(messages(3, user, RANGE_TABLE, new RangeTableAir("wider", RANGE, 20)))
        .containsExactly(
            "TWO_PROVIDERS: bus range: AIRs range and wider both answer with a free count, and no"
                + " constant tells them apart");
  }

  @Test
  void providersThatAConstantTellsApartAreFine() {
    Bus operations = new Bus("operations", 2, 2);
    Air user =
        air(
            "user",
            b -> {
              b.assertBoolean("bit", b.main(0));
              b.send(operations, b.main(0), List.of(b.constant(1), b.main(1)));
            });
    Air provider =
        air(
            "provider",
            b -> {
              b.receive(operations, b.main(0), List.of(b.constant(1), b.constant(10)));
              b.receive(operations, b.main(1), List.of(b.constant(2), b.constant(10)));
            });
    assertThat(MachineLint.check(machine(user, provider), 3)).isEmpty();
  }

  /** Bug zoo 21: without bits on one side, nothing bounds how often a tuple is asked for. */
  @Test
  void freeCountsOnBothSidesAreNamed() {
    Air user = air("user", b -> b.send(RANGE, b.main(0), List.of(b.main(1))));
    assertThat(messages(3, user, RANGE_TABLE))
        .containsExactly(
            "UNBOUNDED_MULTIPLICITY: bus range: neither are all sends known to happen 0 or 1 times"
                + " a row, nor all receives");
  }

  /** Bug zoo 8: a row of padding that talks. */
  @Test
  void paddingRowsThatTalkAreNamed() {
    Air user =
        air(
            "user",
            b -> {
              b.assertBoolean("bit", b.main(0));
              b.send(RANGE, b.sub(b.constant(1), b.main(0)), List.of(b.main(1)));
            });
    assertThat(messages(3, user, RANGE_TABLE))
        .containsExactly(
            "PADDING: AIR user: interaction 0 puts something on bus range in its padding row");
  }

  /** Bug zoo 3: a product of two 16-bit limbs, or a carry, that does not fit the field. */
  @Test
  void integerClaimsThatMayWrapAreNamed() {
    Air product =
        TestAir.of(
            "multiply",
            AirLayout.of("on", "x", "y", "low", "high"),
            b -> {
              b.assertBoolean("bit", b.main(0));
              for (int limb = 1; limb <= 4; limb++) {
                b.send(RANGE, b.main(0), List.of(b.main(limb)));
              }
              Object result = b.add(b.main(3), b.mul(b.constant(1 << 16), b.main(4)));
              Object error = b.sub(b.mul(b.main(1), b.main(2)), result);
              b.assertZero("product", b.mul(b.main(0), error));
              b.assertNoWrap("product", b.main(0), error);
            });
    assertThat(messages(3, product, RANGE_TABLE))
        .containsExactly(
            "WRAPS: AIR multiply: 'product' lies in [-4294967295, 4294836225], which may wrap modulo"
                + " p");
  }

  @Test
  void carriesScaledByAnInverseAreNamed() {
    Air add =
        TestAir.of(
            "add",
            AirLayout.of("on", "x", "y", "sum"),
            b -> {
              b.assertBoolean("bit", b.main(0));
              for (int limb = 1; limb <= 3; limb++) {
                b.send(RANGE, b.main(0), List.of(b.main(limb)));
              }
              Object over = b.sub(b.add(b.main(1), b.main(2)), b.main(3));
              // 2^16 · 2130673921 = 1 modulo p
              Object carry = b.mul(over, b.constant(2130673921L));
              b.assertZero("carry", b.mul(b.main(0), b.mul(carry, b.sub(carry, b.constant(1)))));
              b.assertNoWrap("carry", b.main(0), carry);
              b.assertNoWrap("sum", b.main(0), over);
            });
    assertThat(messages(3, add, RANGE_TABLE))
        .singleElement()
        .asString()
        .startsWith("WRAPS: AIR add: 'carry'");
  }

  @Test
  void structuredColumnsThatContradictThemselvesAreNamed() {
    Air air =
        TestAir.of(
            "air",
            new AirLayout(List.of("x"), List.of(), List.of(new Wrong("s", 1))),
            b -> b.assertZero("x", b.mul(b.main(0), b.structured(0))));
    assertThat(messages(3, air))
        .containsExactly(
            "STRUCTURED_COLUMN: structured column s: its extension for 2^1 rows is not that of its"
                + " values");
    Air large =
        TestAir.of(
            "air",
            new AirLayout(List.of("x"), List.of(), List.of(new Wrong("s", 2))),
            b -> b.assertZero("x", b.mul(b.main(0), b.structured(0))));
    assertThat(messages(3, large))
        .containsExactly(
            "STRUCTURED_COLUMN: structured column s: holds 2 in row 1 of 2^1, outside [0, 1]");
  }

  private static Air user(String name, Bus bus) {
    return air(
        name,
        b -> {
          b.assertBoolean("bit", b.main(0));
          b.send(bus, b.main(0), List.of(b.main(1)));
        });
  }

  private static Air air(String name, Consumer<AirBuilder<Object>> body) {
    return TestAir.of(name, AirLayout.of("on", "x"), body);
  }

  private static Machine machine(Air... airs) {
    return new Machine("m", List.of(airs), 0);
  }

  private static List<String> messages(int maxDegree, Air... airs) {
    List<LintFinding> findings = MachineLint.check(machine(airs), maxDegree);
    assertThat(findings).allMatch(finding -> finding.rule() != Rule.DEGREE || maxDegree < 3);
    return findings.stream().map(LintFinding::toString).toList();
  }

  /** {@code factor} in odd rows, with an extension that is zero. */
  private record Wrong(String name, int factor) implements StructuredColumn {
    @Override
    public int valueAt(int row, int logHeight) {
      return factor * (row & 1);
    }

    @Override
    public int maximum() {
      return 1;
    }

    @Override
    public <E> E evaluate(FieldOps<E> ops, List<E> point) {
      return ops.constant(0);
    }
  }
}
