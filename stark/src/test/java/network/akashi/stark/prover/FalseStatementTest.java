package network.akashi.stark.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import network.akashi.math.KoalaBear;
import network.akashi.math.Parallel;
import network.akashi.stark.SmallMachine;
import network.akashi.stark.air.Table;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.verifier.Rejection;
import network.akashi.stark.verifier.Verification;
import network.akashi.stark.verifier.Verifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** An honest prover over a trace that violates something gives a proof that is refused for it. */
class FalseStatementTest {
  private static final SmallMachine MACHINE = new SmallMachine(3);
  private static final ProvingKey KEY = MACHINE.key(SmallMachine.TOY);
  private static final Parallel PARALLEL = Parallel.onCaller();

  @AfterAll
  static void close() {
    PARALLEL.close();
  }

  private static Verification verify(TraceSet trace) {
    try (Prover prover = new Prover(KEY, PARALLEL)) {
      byte[] proof = prover.prove(trace);
      return new Verifier(KEY.verifyingKey(), 0).verify(SmallMachine.publicValues(trace), proof);
    }
  }

  private static TraceSet honest() {
    return MACHINE.trace(new SplittableRandom(3), 16);
  }

  private static void expect(TraceSet trace, String what, Rejection reason) {
    assertThat(verify(trace)).as(what).isEqualTo(new Verification.Rejected(reason));
  }

  @Test
  void theHonestTraceIsAccepted() {
    assertThat(verify(honest())).isEqualTo(new Verification.Accepted());
  }

  /** No cell of any table can be changed alone. */
  @Test
  void anyChangedCellIsRefused() {
    TraceSet trace = honest();
    for (Table table : trace.tables()) {
      for (int column = 0; column < table.width(); column++) {
        for (int row = 0; row < table.height(); row += 5) {
          int at = table.offset() + column * table.stride() + row;
          int original = table.cells()[at];
          table.cells()[at] = KoalaBear.add(original, KoalaBear.ONE);
          assertThat(verify(trace))
              .as("AIR %d, column %d, row %d", table.air(), column, row)
              .isInstanceOf(Verification.Rejected.class);
          table.cells()[at] = original;
        }
      }
    }
  }

  @Test
  void aViolatedConstraintIsTheReasonGiven() {
    TraceSet trace = honest();
    Table counter = trace.tables().getFirst();
    set(counter, 4, 2, 77); // power is in no tuple: the buses stay balanced
    expect(trace, "power", Rejection.CONSTRAINTS_VIOLATED);
  }

  @Test
  void anUnbalancedBusIsTheReasonGiven() {
    TraceSet trace = honest();
    Table range = trace.tables().get(1);
    set(range, 0, 2, KoalaBear.toInt(range.at(2, 0)) + 1);
    expect(trace, "multiplicity", Rejection.BUS_UNBALANCED);
  }

  @Test
  void firstAndLastRowsAreBoundToPublicValues() {
    TraceSet trace = honest();
    int[] values = trace.publicValues();
    values[0] = KoalaBear.fromInt(6);
    expect(trace, "first", Rejection.CONSTRAINTS_VIOLATED);
    values[0] = KoalaBear.fromInt(5);
    values[1] = KoalaBear.add(values[1], KoalaBear.ONE);
    expect(trace, "last", Rejection.CONSTRAINTS_VIOLATED);
  }

  @Test
  void tablesOfTheWrongShapeAreNamed() {
    TraceSet trace = honest();
    assertThatThrownBy(() ->
            verify(
                new TraceSet(
                    List.of(Table.ofRows(0, List.of(new int[] {1, 2}))), trace.publicValues())))
        .hasMessageContaining("counter")
        .hasMessageContaining("2 columns, needs 5");
    assertThatThrownBy(() -> verify(new TraceSet(trace.tables(), new int[] {1})))
        .hasMessageContaining("1 public values, the machine has 2");
    assertThatThrownBy(
            () -> verify(new TraceSet(trace.tables().subList(0, 2), trace.publicValues())))
        .hasMessageContaining("not one that the key allows");
  }

  private static void set(Table table, int column, int row, int value) {
    table.cells()[table.offset() + column * table.stride() + row] = KoalaBear.fromInt(value);
  }
}
