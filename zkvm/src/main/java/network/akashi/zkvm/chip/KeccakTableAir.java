package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.StructuredColumn;
import network.akashi.stark.air.StructuredColumns;

/**
 * What is looked up in a round of Keccak: chi of five digits, and the parities of two sums, each
 * for two states at once.
 *
 * <p>The row number's low byte belongs to the first state, its high byte to the second. For chi a
 * byte is {@code Σ 3^x·t_x} with digits {@code t_x} 0 to 2, whose parities are the bits of a row;
 * bytes from 243 on are no such sum and stand for zeros. For parities a byte is two sums of 4 bits
 * each. What comes out for the second state counts 256.
 */
final class KeccakTableAir implements Air {
  private static final int CHI_COUNT = 0;
  private static final int PARITY_COUNT = 1;
  private static final int BITS = 8;
  static final int ROWS = 1 << 16;

  private final AirLayout layout = makeLayout();

  @Override
  public String name() {
    return "keccak_table";
  }

  @Override
  public AirLayout layout() {
    return layout;
  }

  private static AirLayout makeLayout() {
    List<StructuredColumn> columns = new ArrayList<>();
    columns.add(StructuredColumns.range("input", 2 * BITS));
    for (int x = 0; x < KeccakLanes.SIDE; x++) {
      int place = x;
      columns.add(byBytes("chi_" + x, value -> chi(value) >>> place & 1));
    }
    columns.add(byBytes("parity_0", value -> value & 1));
    columns.add(byBytes("parity_1", value -> value >>> 4 & 1));
    return new AirLayout(List.of("chi_count", "parity_count"), List.of(), columns);
  }

  private static StructuredColumn byBytes(String name, IntUnaryOperator bit) {
    List<Integer> low = new ArrayList<>();
    List<Integer> high = new ArrayList<>();
    for (int value = 0; value < 1 << BITS; value++) {
      low.add(bit.applyAsInt(value));
      high.add(bit.applyAsInt(value) << BITS);
    }
    return StructuredColumns.tables(name, low, high);
  }

  /** Chi of the row of bits that are the parities of the digits of {@code byte}. */
  private static int chi(int sum) {
    int row = 0;
    int rest = sum;
    for (int x = 0; x < KeccakLanes.SIDE; x++) {
      row |= rest % 3 % 2 << x;
      rest /= 3;
    }
    if (rest != 0) {
      return 0;
    }
    int result = 0;
    for (int x = 0; x < KeccakLanes.SIDE; x++) {
      int a = row >>> x & 1;
      int b = row >>> (x + 1) % KeccakLanes.SIDE & 1;
      int c = row >>> (x + 2) % KeccakLanes.SIDE & 1;
      result |= (a ^ (1 - b & c)) << x;
    }
    return result;
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    List<E> chi = new ArrayList<>();
    for (int i = 0; i < Buses.KECCAK_CHI.arity(); i++) {
      chi.add(b.structured(i));
    }
    b.receive(Buses.KECCAK_CHI, b.main(CHI_COUNT), chi);
    List<E> parity =
        List.of(
            b.structured(0),
            b.structured(KeccakLanes.SIDE + 1),
            b.structured(KeccakLanes.SIDE + 2));
    b.receive(Buses.KECCAK_PARITY, b.main(PARITY_COUNT), parity);
  }

  /** Fills the next row. */
  void fill(ChipRow row, int chiCount, int parityCount) {
    row.advance();
    row.set(CHI_COUNT, chiCount);
    row.set(PARITY_COUNT, parityCount);
  }
}
