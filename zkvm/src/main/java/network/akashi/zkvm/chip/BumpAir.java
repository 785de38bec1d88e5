package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;

/**
 * Gives a word that rested for long a new time, so that every other access can look the time since
 * the last one up in 16 bits, with one lookup and no cell.
 *
 * <p>The new time is free but for two things. It is later than the old one, by less than 2^24; and
 * it is below 2^24 itself, by a lookup of its limbs, so that no chain of refreshments ever wraps
 * around p and comes back before a write that it should follow.
 */
final class BumpAir implements Air {
  private final Columns columns = new Columns();
  private final int active = columns.one("active");
  private final int space = columns.one("space");
  private final int word = columns.one("word");
  private final int previous = columns.one("previous_time");
  private final int low = columns.one("time_low");
  private final int high = columns.one("time_high");
  private final int gapHigh = columns.one("gap_high");
  private final int value = columns.word("value");

  @Override
  public String name() {
    return "bump";
  }

  @Override
  public AirLayout layout() {
    return columns.layout();
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    E on = b.main(active);
    E limb = b.constant(InstructionRow.LIMB);
    b.assertBoolean("active is a bit", on);
    E now = b.add(b.main(low), b.mul(limb, b.main(high)));
    E gap = b.sub(b.sub(now, b.main(previous)), b.constant(1));
    E gapLow = b.sub(gap, b.mul(limb, b.main(gapHigh)));
    b.send(Buses.RANGE_16, on, List.of(b.main(low)));
    b.send(Buses.RANGE_16, on, List.of(gapLow));
    b.send(
        Buses.BYTES,
        on,
        List.of(
            b.constant(ByteOperation.PAIR.number()), b.main(high), b.main(gapHigh), b.constant(0)));
    b.receive(Buses.MEMORY, on, tuple(b, b.main(previous)));
    b.send(Buses.MEMORY, on, tuple(b, now));
  }

  private <E> List<E> tuple(AirBuilder<E> b, E time) {
    List<E> tuple = new ArrayList<>(List.of(b.main(space), b.main(word), time));
    for (int i = 0; i < InstructionRow.LIMBS; i++) {
      tuple.add(b.main(value + i));
    }
    return tuple;
  }

  void fill(ChipRow row, Bumps.Bump bump) {
    row.set(active, 1);
    row.set(space, bump.space());
    row.set(word, bump.word());
    row.set(previous, bump.previous());
    row.set(low, bump.now() & 0xffff);
    row.set(high, bump.now() >>> 16);
    int gap = bump.now() - bump.previous() - 1;
    row.set(gapHigh, gap >>> 16);
    row.word(value, bump.value());
    row.range16(bump.now() & 0xffff);
    row.range16(gap & 0xffff);
    row.bytes(ByteOperation.PAIR, bump.now() >>> 16, gap >>> 16);
  }
}
