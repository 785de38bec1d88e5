package network.akashi.stark.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import network.akashi.math.KoalaBear;
import org.junit.jupiter.api.Test;

class MachineTest {
  /** An AIR with the preprocessed columns p and q. */
  private record Rom(int[]... preprocessedValues) implements Air {
    @Override
    public String name() {
      return "rom";
    }

    @Override
    public AirLayout layout() {
      return new AirLayout(List.of("x"), List.of("p", "q"), List.of());
    }

    @Override
    public <E> void constrain(AirBuilder<E> b) {
      b.assertEqual("x", b.main(0), b.mul(b.preprocessed(0), b.preprocessed(1)));
    }
  }

  @Test
  void preprocessedTablesArePaddedWithZeros() {
    Air plain = TestAir.of(b -> b.assertZero("x", b.main(0)));
    Machine machine =
        new Machine("m", List.of(plain, new Rom(new int[] {1, 2, 3}, new int[] {4, 5, -1})), 0);
    Table table = machine.preprocessedTables(0).getFirst();
    assertThat(machine.preprocessedTables(0)).hasSize(1);
    assertThat(table.air()).isEqualTo(1);
    assertThat(table.height()).isEqualTo(4);
    assertThat(table.at(2, 1)).isEqualTo(KoalaBear.fromInt(-1));
    assertThat(table.at(3, 0)).isZero();
    assertThat(machine.preprocessedTables(7).getFirst().height()).isEqualTo(128);
  }

  @Test
  void columnsThatDoNotFitAreNamed() {
    Machine narrow = new Machine("m", List.of(new Rom(new int[] {1})), 0);
    assertThatThrownBy(() -> narrow.preprocessedTables(0))
        .hasMessageContaining("AIR rom gives 1 columns, its layout has 2");
    Machine ragged = new Machine("m", List.of(new Rom(new int[] {1}, new int[] {1, 2})), 0);
    assertThatThrownBy(() -> ragged.preprocessedTables(0))
        .hasMessageContaining("columns of 1 and of 2 rows");
  }

  @Test
  void airsAreNamedApart() {
    Air air = TestAir.of(b -> b.assertZero("x", b.main(0)));
    assertThatThrownBy(() -> new Machine("m", List.of(air, air), 0))
        .hasMessageContaining("share a name");
    assertThatThrownBy(() -> new Machine("m", List.of(), 0)).hasMessageContaining("airs");
  }
}
