package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Machine;

/** What other chips do for an accelerator: its requests, and the words of memory it reads. */
final class SurroundingsAir implements Air {
  private final Columns columns = new Columns();
  private final int active = columns.one("active");
  private final int request = columns.many("request", Buses.CALL.arity());
  private final int given = columns.many("given", Buses.MEMORY.arity());
  private final int taken = columns.many("taken", Buses.MEMORY.arity());

  /** A machine of {@code airs}, their surroundings, and the tables of limbs and bytes. */
  static Machine machine(List<Air> airs) {
    List<Air> all = new ArrayList<>(airs);
    all.addAll(List.of(new SurroundingsAir(), new LimbTableAir(), new ByteTableAir()));
    return new Machine("accelerators", all, 0);
  }

  @Override
  public String name() {
    return "surroundings";
  }

  @Override
  public AirLayout layout() {
    return columns.layout();
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    E bit = b.main(active);
    b.assertBoolean("active is a bit", bit);
    for (int i = 3; i < Buses.MEMORY.arity(); i++) {
      b.assumeRange("limbs in memory are range-checked", b.main(given + i), 0, 0xffff);
    }
    b.assumeRange("limbs of registers are range-checked", b.main(request + 2), 0, 0xffff);
    b.assumeRange("limbs of registers are range-checked", b.main(request + 3), 0, 0xffff);
    b.send(Buses.CALL, bit, cells(b, request, Buses.CALL.arity()));
    b.send(Buses.MEMORY, bit, cells(b, given, Buses.MEMORY.arity()));
    b.receive(Buses.MEMORY, bit, cells(b, taken, Buses.MEMORY.arity()));
  }

  private static <E> List<E> cells(AirBuilder<E> b, int first, int count) {
    List<E> cells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cells.add(b.main(first + i));
    }
    return cells;
  }
}
