package network.akashi.zkvm.chip;

import java.util.List;
import java.util.stream.IntStream;
import network.akashi.zkvm.isa.Code;
import network.akashi.zkvm.isa.Op;

/** A program's instructions as chips see them. */
final class Rom {
  private final List<RomRow> rows;
  private final List<Op> ops;

  Rom(Code code) {
    rows = IntStream.range(0, code.size()).mapToObj(i -> RomRow.of(code, i)).toList();
    ops = IntStream.range(0, code.size()).mapToObj(i -> RomRow.canonical(code.op(i))).toList();
  }

  List<RomRow> rows() {
    return rows;
  }

  RomRow row(int instruction) {
    return rows.get(instruction);
  }

  /** The operation that chips carry out. */
  Op op(int instruction) {
    return ops.get(instruction);
  }
}
