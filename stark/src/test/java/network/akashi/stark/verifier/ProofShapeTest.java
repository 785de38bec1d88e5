package network.akashi.stark.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.akashi.stark.SmallMachine;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.SymbolicAir;
import network.akashi.stark.security.Regime;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.stark.security.StatementSize;
import org.junit.jupiter.api.Test;

class ProofShapeTest {
  /** A table that sends {@code lookups} tuples per row. */
  private record Sender(String name, int lookups, Bus bus) implements Air {
    Sender(String name, int lookups) {
      this(name, lookups, new Bus("bus", 1, 1));
    }

    @Override
    public AirLayout layout() {
      return AirLayout.of("a");
    }

    @Override
    public <E> void constrain(AirBuilder<E> b) {
      for (int i = 0; i < lookups; i++) {
        b.send(bus, b.main(0), List.of(b.main(0)));
      }
    }
  }

  private static VerifyingKey key(Air... airs) {
    return key(SecurityParameters.LEAF_118, airs);
  }

  private static VerifyingKey key(SecurityParameters security, Air... airs) {
    Machine machine = new Machine("machine", List.of(airs), 0);
    return VerifyingKey.of(security, SymbolicAir.interpret(machine), 0, Optional.empty());
  }

  private static Rejection reason(VerifyingKey key, TableShape... tables) {
    return ((ProofShape.Invalid) ProofShape.derive(key, List.of(tables))).reason();
  }

  @Test
  void aBusMayNotCarryAsManyTuplesAsTheFieldHasElements() {
    VerifyingKey key = key(new Sender("s", 31));
    // 31 · 2^26 < p = 127·2^24 + 1 < 32 · 2^26
    assertThat(ProofShape.derive(key, List.of(new TableShape(0, 26))))
        .isInstanceOf(ProofShape.Valid.class);
    VerifyingKey more = key(new Sender("s", 32));
    assertThat(reason(more, new TableShape(0, 26))).isEqualTo(Rejection.BUS_OVERFLOW);
    // Tables of one AIR, and of different AIRs, add up.
    VerifyingKey half = key(new Sender("s", 16), new Sender("t", 16));
    assertThat(reason(half, new TableShape(0, 26), new TableShape(1, 26)))
        .isEqualTo(Rejection.BUS_OVERFLOW);
    assertThat(reason(key, new TableShape(0, 26), new TableShape(0, 22)))
        .isEqualTo(Rejection.BUS_OVERFLOW);
    // p − 1 = 127 · 2^24 tuples are too many, 2^7 less are not.
    Sender[] senders = new Sender[6];
    Arrays.setAll(senders, i -> new Sender("s" + i, i == 0 ? 126 : 1));
    VerifyingKey most = key(senders);
    List<TableShape> tables = new ArrayList<>();
    tables.add(new TableShape(0, 24));
    for (int logHeight = 23; logHeight >= 7; logHeight--) {
      tables.add(new TableShape(1 + tables.size() / 4, logHeight));
    }
    assertThat(ProofShape.derive(most, tables)).isInstanceOf(ProofShape.Valid.class);
    tables.add(new TableShape(5, 7));
    assertThat(reason(most, tables.toArray(TableShape[]::new))).isEqualTo(Rejection.BUS_OVERFLOW);
  }

  @Test
  void tuplesAreCountedForEachBusAndTable() {
    VerifyingKey key = key(new Sender("few", 1), new Sender("many", 32));
    assertThat(reason(key, new TableShape(1, 26))).isEqualTo(Rejection.BUS_OVERFLOW);
    VerifyingKey apart =
        key(new Sender("s", 31), new Sender("t", 31, new Bus("another bus", 2, 1)));
    assertThat(ProofShape.derive(apart, List.of(new TableShape(0, 26), new TableShape(1, 26))))
        .isInstanceOf(ProofShape.Valid.class);
  }

  /** The field's roots of unity bound the domain: 2^24 rows of 2^3 cells at rate 1/2. */
  @Test
  void theStackFitsTheDomain() {
    VerifyingKey key = key(SmallMachine.TOY, new Sender("s", 1), new Sender("t", 1));
    assertThat(ProofShape.derive(key, List.of(new TableShape(0, 26))))
        .isInstanceOf(ProofShape.Valid.class);
    assertThat(reason(key, new TableShape(0, 26), new TableShape(1, 3)))
        .isEqualTo(Rejection.BAD_SHAPE);
  }

  @Test
  void parametersThatMissTheirOwnTargetAreRefused() {
    SecurityParameters unreachable =
        new SecurityParameters("x", 128, Regime.JOHNSON, 1, 7, 4, 5, 0, 0, 6);
    assertThat(reason(key(unreachable, new Sender("s", 1)), new TableShape(0, 20)))
        .isEqualTo(Rejection.INSUFFICIENT_SECURITY);
  }

  /** The main stack has at least as many variables as the preprocessed one, and is its own size. */
  @Test
  void theMainStackIsNoSmallerThanThePreprocessedOne() {
    PreprocessedKey commitment = new PreprocessedKey(List.of(1, 2, 3, 4, 5, 6, 7, 8), List.of(9));
    VerifyingKey key =
        VerifyingKey.of(
            SmallMachine.TOY,
            SymbolicAir.interpret(new Machine("m", List.of(new Wide()), 0)),
            0,
            Optional.of(commitment));
    assertThat(valid(key, new TableShape(0, 9)).main().variables()).isEqualTo(11);
    assertThat(valid(key, new TableShape(0, 9)).whir().iterations().getFirst().variables())
        .isEqualTo(12);
    VerifyingKey bare = key(SmallMachine.TOY, new Sender("s", 1));
    assertThat(valid(bare, new TableShape(0, 9)).main().variables()).isEqualTo(9);
    assertThat(valid(bare, new TableShape(0, 9)).whir().iterations().getFirst().variables())
        .isEqualTo(9);
  }

  @Test
  void thePreprocessedStackFillsALeaf() {
    VerifyingKey wide = key(SmallMachine.TOY, new Wide());
    assertThat(
            VerifyingKey.preprocessedLayout(
                    SmallMachine.TOY,
                    wide.programs().stream().map(AirProgram::layout).toList(),
                    List.of(0))
                .variables())
        .isEqualTo(3);
  }

  /** One main column, three preprocessed ones. */
  private record Wide() implements Air {
    @Override
    public String name() {
      return "wide";
    }

    @Override
    public AirLayout layout() {
      return new AirLayout(List.of("a"), List.of("x", "y", "z"), List.of());
    }

    @Override
    public <E> void constrain(AirBuilder<E> b) {
      b.assertZero("product", b.mul(b.main(0), b.preprocessed(2)));
    }
  }

  private static ProofShape valid(VerifyingKey key, TableShape... tables) {
    return ((ProofShape.Valid) ProofShape.derive(key, List.of(tables))).shape();
  }

  /** Two tables of 2^4 and 2^3 rows; 7 main and 2 preprocessed columns, one of them read ahead. */
  @Test
  void theSizeOfTheStatementIsCounted() {
    VerifyingKey key = new SmallMachine(3).key(SmallMachine.TOY).verifyingKey();
    ProofShape shape = valid(key, new TableShape(0, 4), new TableShape(1, 3), new TableShape(2, 3));
    assertThat(shape.security().size())
        .isEqualTo(new StatementSize(7, 4, 6, 7, 1 + 4, 7 + 2 + 1 + 1, 0));
    assertThat(shape.hasInteractions()).isTrue();
  }

  /** Also a height that the key should not have fixed. */
  @Test
  void aFixedHeightIsTheOnlyOne() {
    VerifyingKey key = new SmallMachine(3).key(SmallMachine.TOY).verifyingKey();
    PreprocessedKey own = key.preprocessed().orElseThrow();
    VerifyingKey flat =
        VerifyingKey.of(
            key.security(),
            key.programs(),
            key.publicValues(),
            Optional.of(new PreprocessedKey(own.root(), List.of(-1, -1, 0))));
    assertThat(reason(flat, new TableShape(0, 4), new TableShape(2, 3)))
        .isEqualTo(Rejection.BAD_SHAPE);
  }

  @Test
  void tablesComeInOrderAndInAllowedNumbers() {
    VerifyingKey key = key(new Sender("s", 1), new Sender("t", 1));
    assertThat(reason(key)).isEqualTo(Rejection.BAD_SHAPE);
    assertThat(reason(key, new TableShape(1, 8), new TableShape(0, 8)))
        .isEqualTo(Rejection.BAD_SHAPE);
    assertThat(reason(key, new TableShape(2, 8))).isEqualTo(Rejection.BAD_SHAPE);
    TableShape[] many = new TableShape[5];
    Arrays.fill(many, new TableShape(0, 8));
    assertThat(reason(key, many)).isEqualTo(Rejection.BAD_SHAPE);
    assertThat(reason(key, new TableShape(0, 6))).isEqualTo(Rejection.BAD_SHAPE);
    assertThat(reason(key, new TableShape(0, 27))).isEqualTo(Rejection.BAD_SHAPE);
  }

  @Test
  void aTableThatMustBeThereOnceIs() {
    VerifyingKey key = new SmallMachine(3).key(SmallMachine.TOY).verifyingKey();
    TableShape counter = new TableShape(0, 4);
    TableShape squares = new TableShape(2, 3);
    assertThat(ProofShape.derive(key, List.of(counter, squares)))
        .isInstanceOf(ProofShape.Valid.class);
    assertThat(reason(key, squares)).isEqualTo(Rejection.BAD_SHAPE);
    assertThat(reason(key, counter)).isEqualTo(Rejection.BAD_SHAPE);
    assertThat(reason(key, counter, counter, squares)).isEqualTo(Rejection.BAD_SHAPE);
    assertThat(reason(key, counter, new TableShape(2, 4))).isEqualTo(Rejection.BAD_SHAPE);
  }

  @Test
  void columnsAreStackedTallestFirstWithoutHoles() {
    StackLayout layout = StackLayout.of(List.of(3, 5, 4, 5));
    assertThat(layout.variables()).isEqualTo(7);
    List<Long> offsets = new ArrayList<>();
    layout.slots().forEach(slot -> offsets.add(slot.offset()));
    assertThat(offsets).containsExactly(80L, 0L, 64L, 32L);
    layout.slots().forEach(s -> assertThat(s.block() << s.logHeight()).isEqualTo(s.offset()));
    assertThat(StackLayout.of(List.of()).variables()).isZero();
    assertThat(layout.atLeast(6)).isEqualTo(layout);
    assertThat(layout.atLeast(8)).isEqualTo(new StackLayout(layout.slots(), 8));
  }

  @Test
  void theDigestPinsEverythingInTheKey() {
    VerifyingKey key = key(new Sender("s", 1));
    List<List<Integer>> others = new ArrayList<>();
    others.add(key(new Sender("s", 2)).digest());
    others.add(key(new Sender("t", 1)).digest());
    others.add(key(new Sender("s", 1), new Sender("t", 1)).digest());
    others.add(VerifyingKey.of(key.security(), key.programs(), 1, Optional.empty()).digest());
    for (SecurityParameters security : SecurityParameters.NAMED.subList(1, 4)) {
      others.add(VerifyingKey.of(security, key.programs(), 0, Optional.empty()).digest());
    }
    assertThat(others).doesNotContain(key.digest()).doesNotHaveDuplicates();
  }

  @Test
  void theDigestPinsThePreprocessedColumns() {
    VerifyingKey key = new SmallMachine(3).key(SmallMachine.TOY).verifyingKey();
    PreprocessedKey own = key.preprocessed().orElseThrow();
    for (int i = 0; i < own.root().size(); i++) {
      List<Integer> root = new ArrayList<>(own.root());
      root.set(i, root.get(i) ^ 1);
      assertThat(withPreprocessed(key, new PreprocessedKey(root, own.logHeights())))
          .isNotEqualTo(key.digest());
    }
    List<Integer> heights = new ArrayList<>(own.logHeights());
    heights.set(2, 4);
    assertThat(withPreprocessed(key, new PreprocessedKey(own.root(), heights)))
        .isNotEqualTo(key.digest());
  }

  private static List<Integer> withPreprocessed(VerifyingKey key, PreprocessedKey preprocessed) {
    return VerifyingKey.of(
            key.security(), key.programs(), key.publicValues(), Optional.of(preprocessed))
        .digest();
  }

  /** Each field of the security parameters is in the digest by itself. */
  @Test
  void theDigestPinsEachSecurityParameter() {
    List<SecurityParameters> variants = new ArrayList<>();
    Regime johnson = Regime.JOHNSON;
    variants.add(new SecurityParameters("n", 50, johnson, 1, 7, 4, 5, 3, 2, 6));
    variants.add(new SecurityParameters("m", 50, johnson, 1, 7, 4, 5, 3, 2, 6));
    variants.add(new SecurityParameters("n", 51, johnson, 1, 7, 4, 5, 3, 2, 6));
    variants.add(new SecurityParameters("n", 50, Regime.UNIQUE_DECODING, 1, 7, 4, 5, 3, 2, 6));
    variants.add(new SecurityParameters("n", 50, johnson, 2, 7, 4, 5, 3, 2, 6));
    variants.add(new SecurityParameters("n", 50, johnson, 1, 6, 4, 5, 3, 2, 6));
    variants.add(new SecurityParameters("n", 50, johnson, 1, 7, 3, 5, 3, 2, 6));
    variants.add(new SecurityParameters("n", 50, johnson, 1, 7, 4, 4, 3, 2, 6));
    variants.add(new SecurityParameters("n", 50, johnson, 1, 7, 4, 5, 4, 2, 6));
    variants.add(new SecurityParameters("n", 50, johnson, 1, 7, 4, 5, 3, 3, 6));
    variants.add(new SecurityParameters("n", 50, johnson, 1, 7, 4, 5, 3, 2, 5));
    VerifyingKey key = key(new Sender("s", 1));
    assertThat(
            variants.stream()
                .map(s -> VerifyingKey.of(s, key.programs(), 0, Optional.empty()).digest())
                .toList())
        .doesNotHaveDuplicates();
  }
}
