package network.akashi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class KernelRowTest {
  private static final Figures VECTOR = new Figures(0.2, OptionalDouble.of(0.1), 1);
  private static final Figures SCALAR = new Figures(2, OptionalDouble.of(1), 0);

  private static KernelRow row(Optional<Figures> vector, Figures scalar, Goal goal) {
    return new KernelRow("id", "title", "element", 4e6, vector, scalar, Optional.of(goal));
  }

  @Test
  void comparesInTheGoalsQuantityAndThreads() {
    Goal rate = new Goal(Quantity.GIGA_PER_SECOND, 1, 5, 6);
    assertThat(row(Optional.of(VECTOR), SCALAR, rate).achieved()).hasValue(5.0);
    assertThat(row(Optional.of(VECTOR), SCALAR, rate).missed()).isFalse();

    Goal million = new Goal(Quantity.MEGA_PER_SECOND, 2, 10_001, 20_000);
    assertThat(row(Optional.of(VECTOR), SCALAR, million).achieved()).hasValue(10_000.0);
    assertThat(row(Optional.of(VECTOR), SCALAR, million).missed()).isTrue();

    Goal time = new Goal(Quantity.MILLISECONDS, 2, 0.4, 0.3);
    assertThat(row(Optional.of(VECTOR), SCALAR, time).achieved()).hasValue(0.4);
    assertThat(row(Optional.of(VECTOR), SCALAR, time).missed()).isFalse();

    Goal nanos = new Goal(Quantity.NANOSECONDS, 1, 0.19, 0.1);
    assertThat(row(Optional.of(VECTOR), SCALAR, nanos).missed()).isTrue();
  }

  @Test
  void withoutVectorsTheScalarFiguresCount() {
    KernelRow row = row(Optional.empty(), SCALAR, new Goal(Quantity.NANOSECONDS, 1, 1, 1));

    assertThat(row.ratio()).isEmpty();
    assertThat(row.achieved()).hasValue(2.0);
    assertThat(row.missed()).isTrue();
  }

  @Test
  void whatWasNotMeasuredIsNotMissed() {
    Figures oneCore = new Figures(2, OptionalDouble.empty(), 0);
    KernelRow row = row(Optional.empty(), oneCore, new Goal(Quantity.NANOSECONDS, 2, 1, 1));

    assertThat(row.achieved()).isEmpty();
    assertThat(row.missed()).isFalse();
  }
}
