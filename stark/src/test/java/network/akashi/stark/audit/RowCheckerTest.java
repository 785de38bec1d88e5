package network.akashi.stark.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.Instances;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.StructuredColumns;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TestAir;
import network.akashi.stark.air.TraceSet;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class RowCheckerTest {
  private static final Bus RANGE = new Bus("range", 1, 1);

  /** Rows (x, 2x) where {@code x} counts up, with zeros as padding. */
  private static final Machine DOUBLES =
      machine(
          AirLayout.of("x", "twice"),
          b -> b.assertEqual("twice", b.add(b.main(0), b.main(0)), b.main(1)));

  @Test
  void anHonestTraceIsClean() {
    CheckResult result = check(DOUBLES, new int[] {3, 6}, new int[] {4, 8}, new int[] {5, 10});
    assertThat(result.isClean()).isTrue();
    assertThat(result.report()).isEqualTo("no findings");
  }

  @Test
  void aViolationNamesTableRowConstraintAndCells() {
    CheckResult result = check(DOUBLES, new int[] {3, 6}, new int[] {4, 9}, new int[] {5, 10});
    assertThat(result.total()).isEqualTo(1);
    assertThat(result.findings().getFirst()).isInstanceOf(Finding.ConstraintViolated.class);
    assertThat(result.report())
        .isEqualTo("test row 1: constraint 'twice' is not zero; x = 4, twice = 9");
  }

  @Test
  void theNextRowOfTheLastRowIsTheFirst() {
    Machine cyclic =
        machine(AirLayout.of("x"), b -> b.assertZero("same", b.sub(b.next(0), b.main(0))));
    assertThat(check(cyclic, new int[] {0}, new int[] {0}).isClean()).isTrue();
    CheckResult result = check(cyclic, new int[] {0}, new int[] {0}, new int[] {7}, new int[] {0});
    assertThat(result.report())
        .contains("row 1: constraint 'same' is not zero; x = 0, next x = 7")
        .contains("row 2: constraint 'same' is not zero; x = 7, next x = 0");
    assertThat(check(cyclic, new int[] {7}, new int[] {0}).report())
        .contains("row 1: constraint 'same' is not zero; x = 0, next x = 7");
  }

  @Test
  void selectorsPickTheFirstAndTheLastPaddedRow() {
    Machine ends =
        machine(
            AirLayout.of("x"),
            b -> {
              b.assertZero("first", b.mul(b.isFirstRow(), b.sub(b.main(0), b.constant(5))));
              b.assertZero("last", b.mul(b.isLastRow(), b.main(0)));
              b.assertZero(
                  "inner",
                  b.mul(b.isTransition(), b.mul(b.main(0), b.sub(b.main(0), b.constant(5)))));
            });
    assertThat(check(ends, new int[] {5}, new int[] {5}, new int[] {5}).isClean()).isTrue();
    assertThat(check(ends, new int[] {0}, new int[] {5}).report())
        .contains("row 0: constraint 'first'")
        .contains("row 1: constraint 'last'");
    assertThat(check(ends, new int[] {5}, new int[] {6}, new int[] {0}).report())
        .contains("row 1: constraint 'inner'");
  }

  @Test
  void aTableOfOneRowIsItsOwnNextRow() {
    Machine cyclic =
        machine(
            AirLayout.of("x"),
            b -> b.assertZero("same", b.mul(b.isFirstRow(), b.sub(b.next(0), b.main(0)))));
    assertThat(check(cyclic, new int[] {9}).isClean()).isTrue();
  }

  @Test
  void publicValuesAreSeen() {
    Machine machine =
        new Machine(
            "m",
            List.of(
                TestAir.of(
                    "test",
                    AirLayout.of("x"),
                    b ->
                        b.assertZero(
                            "x", b.mul(b.isFirstRow(), b.sub(b.main(0), b.publicValue(0)))))),
            1);
    Table table = Table.ofRows(0, List.of(new int[] {4}, new int[] {0}));
    RowChecker checker = new RowChecker(machine);
    int[] four = {KoalaBear.fromInt(4)};
    assertThat(checker.check(new TraceSet(List.of(table), four)).isClean()).isTrue();
    int[] five = {KoalaBear.fromInt(5)};
    assertThat(checker.check(new TraceSet(List.of(table), five)).isClean()).isFalse();
    assertThat(checker.check(new TraceSet(List.of(table), new int[0])).report())
        .isEqualTo("0 public values, machine m has 1");
    assertThat(checker.check(new TraceSet(List.of(table), new int[] {-1})).report())
        .isEqualTo("public value 0 is not below p");
  }

  @Test
  void cellsThatAreNoElementsAreNamed() {
    Table table = Table.ofRows(0, List.of(new int[] {3, 6}));
    table.cells()[1] += KoalaBear.P;
    assertThat(new RowChecker(DOUBLES).check(new TraceSet(List.of(table), new int[0])).report())
        .startsWith("test row 0: column twice holds ")
        .contains("not below p");
  }

  @Test
  void tuplesMustBalanceExactly() {
    Machine machine = lookups();
    assertThat(
            check(machine, table(0, row(1, 3), row(1, 3), row(1, 0)), range(1, 0, 0, 2)).isClean())
        .isTrue();
    CheckResult result =
        check(machine, table(0, row(1, 3), row(1, 3), row(1, 0)), range(1, 0, 0, 1));
    assertThat(result.total()).isEqualTo(1);
    assertThat(result.report())
        .isEqualTo(
            """
            bus range: tuple [3] is sent 1 times too often
              user row 0 (interaction 0) sends it 1 times
              user row 1 (interaction 0) sends it 1 times
              range row 3 (interaction 0) receives it 1 times\
            """);
    assertThat(check(machine, table(0, row(1, 7)), range(0, 0, 0, 0)).report())
        .contains("tuple [7] is sent 1 times too often");
    assertThat(check(machine, table(0, row(0, 7)), range(0, 1, 0, 0)).report())
        .contains("tuple [1] is received 1 times too often");
  }

  /** LogUp sees sums modulo p only; the checker counts. */
  @Test
  void multiplicitiesThatWrapAreSeen() {
    Machine machine =
        new Machine(
            "m",
            List.of(
                TestAir.of(
                    "user",
                    AirLayout.of("times", "x"),
                    b -> b.send(RANGE, b.main(0), List.of(b.main(1))))),
            0);
    int half = KoalaBear.P / 2;
    CheckResult result = check(machine, table(0, row(half, 7), row(half, 7), row(1, 7)));
    assertThat(result.report()).contains("zero modulo p: the multiplicities wrap");
    assertThat(check(machine, table(0, row(5, 7), row(KoalaBear.P - 5, 7))).isClean()).isTrue();
  }

  @Test
  void busesDoNotMix() {
    Bus other = new Bus("other", 2, 1);
    Machine machine =
        new Machine(
            "m",
            List.of(
                TestAir.of(
                    "user",
                    AirLayout.of("on", "x"),
                    b -> b.send(RANGE, b.main(0), List.of(b.main(1)))),
                TestAir.of(
                    "other",
                    AirLayout.of("on", "x"),
                    b -> b.receive(other, b.main(0), List.of(b.main(1))))),
            0);
    assertThat(check(machine, table(0, row(1, 3)), table(1, row(1, 3))).report())
        .contains("bus range: tuple [3] is sent 1 times")
        .contains("bus other: tuple [3] is received 1 times");
  }

  @Test
  void paddingRowsMustBeInert() {
    Machine busy =
        machine(
            AirLayout.of("x"),
            b -> {
              b.send(RANGE, b.sub(b.constant(1), b.main(0)), List.of(b.main(0)));
              b.assertZero("one", b.sub(b.main(0), b.constant(1)));
            });
    assertThat(check(busy, new int[] {1}).report())
        .isEqualTo(
            """
            AIR test: constraint 'one' is not zero in its padding row
            AIR test: interaction 0 puts something on bus range in its padding row\
            """);
  }

  @Test
  void tablesMustBeOfTheMachine() {
    Machine machine =
        new Machine(
            "m",
            List.of(
                new TestAir(
                    "one",
                    AirLayout.of("x"),
                    Instances.EXACTLY_ONE,
                    b -> b.assertZero("x", b.main(0))),
                TestAir.of("any", AirLayout.of("x"), b -> b.assertZero("x", b.main(0)))),
            0);
    assertThat(check(machine, new Table[0]).report())
        .isEqualTo("0 tables of AIR one, there must be 1 to 1");
    assertThat(check(machine, table(0, row(0)), table(0, row(0))).report())
        .isEqualTo("2 tables of AIR one, there must be 1 to 1");
    Table[] five = new Table[6];
    Arrays.fill(five, table(1, row(0)));
    five[0] = table(0, row(0));
    assertThat(check(machine, five).report()).contains("5 tables of AIR any");
    assertThat(check(machine, table(2, row(0))).report()).contains("a table is of AIR 2");
    assertThat(check(machine, table(0, row(0, 0))).report())
        .contains("a table of AIR one has 2 columns, not 1");
  }

  @Test
  void tablesOfOneAirAreToldApart() {
    CheckResult result = check(DOUBLES, table(0, row(1, 2)), table(0, row(1, 3)));
    assertThat(result.report()).startsWith("test#1 row 0");
  }

  @Test
  void preprocessedColumnsAreReadAndPaddedWithZeros() {
    Air rom =
        new Air() {
          @Override
          public String name() {
            return "rom";
          }

          @Override
          public AirLayout layout() {
            return new AirLayout(List.of("x"), List.of("p"), List.of());
          }

          @Override
          public int[][] preprocessedValues() {
            return new int[][] {{5, 6, 7}};
          }

          @Override
          public <E> void constrain(AirBuilder<E> b) {
            b.assertEqual("copy", b.main(0), b.preprocessed(0));
          }
        };
    Machine machine = new Machine("m", List.of(rom), 0);
    assertThat(check(machine, table(0, row(5), row(6), row(7), row(0))).isClean()).isTrue();
    assertThat(check(machine, table(0, row(5), row(6), row(8))).report())
        .isEqualTo("rom row 2: constraint 'copy' is not zero; x = 8, p = 7");
    // A lower table is padded to the height of the preprocessed columns.
    assertThat(check(machine, table(0, row(5), row(6))).report())
        .isEqualTo("rom row 2: constraint 'copy' is not zero; x = 0, p = 7");
    assertThat(check(machine, table(0, row(5), row(6), row(7), row(0), row(0))).report())
        .contains("2^3 padded rows, its preprocessed columns 3 rows");
  }

  @Test
  void tooManyInteractionsAreRefused() {
    Machine machine =
        machine(
            AirLayout.of("on", "x"),
            b -> {
              for (int i = 0; i < 128; i++) {
                b.send(RANGE, b.main(0), List.of(b.main(1)));
              }
            });
    int[] cells = new int[(1 << 23) + 1];
    Table tall = new Table(0, (1 << 23) + 1, 2, new int[2 * cells.length], 0, cells.length);
    assertThat(check(machine, tall).report())
        .isEqualTo(
            "2147483648 interactions in all tables together, LogUp is sound only below p ="
                + " 2130706433");
  }

  @Test
  void manyFindingsAreCounted() {
    int[][] rows = new int[100][];
    Arrays.fill(rows, new int[] {1, 1});
    CheckResult result = check(DOUBLES, rows);
    assertThat(result.total()).isEqualTo(100);
    assertThat(result.findings()).hasSize(32);
    assertThat(result.report()).endsWith("… and 68 more");
  }

  /** Against a slow model that evaluates one row at a time with boxed values. */
  @Test
  void agreesWithTheProgramEvaluatedRowByRow() {
    ForAll.cases(
        30,
        random -> {
          int height = 1 + random.nextInt(600);
          int[][] rows = new int[height][];
          int broken = 0;
          for (int r = 0; r < height; r++) {
            int x = random.nextInt(1 << 20);
            boolean breaks = random.nextInt(50) == 0;
            rows[r] = new int[] {x, 2 * x + (breaks ? 1 : 0)};
            broken += breaks ? 1 : 0;
          }
          assertThat(check(DOUBLES, rows).total()).isEqualTo(broken);
        });
  }

  private static Machine lookups() {
    return new Machine(
        "m",
        List.of(
            TestAir.of(
                "user",
                AirLayout.of("on", "x"),
                b -> {
                  b.assertBoolean("on", b.main(0));
                  b.send(RANGE, b.main(0), List.of(b.main(1)));
                }),
            TestAir.of(
                "range",
                new AirLayout(
                    List.of("count"), List.of(), List.of(StructuredColumns.range("value", 2))),
                b -> b.receive(RANGE, b.main(0), List.of(b.structured(0))))),
        0);
  }

  private static Table range(int... counts) {
    List<int[]> rows = new ArrayList<>();
    for (int count : counts) {
      rows.add(new int[] {count});
    }
    return Table.ofRows(1, rows);
  }

  private static int[] row(int... cells) {
    return cells;
  }

  private static Table table(int air, int[]... rows) {
    return Table.ofRows(air, List.of(rows));
  }

  private static Machine machine(AirLayout layout, Consumer<AirBuilder<Object>> body) {
    return new Machine("m", List.of(TestAir.of("test", layout, body)), 0);
  }

  private static CheckResult check(Machine machine, int[]... rows) {
    return check(machine, Table.ofRows(0, List.of(rows)));
  }

  private static CheckResult check(Machine machine, Table... tables) {
    return new RowChecker(machine).check(new TraceSet(List.of(tables), new int[0]));
  }
}
