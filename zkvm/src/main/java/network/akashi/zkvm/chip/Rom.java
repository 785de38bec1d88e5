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
    this(
        IntStream.range(0, code.size()).mapToObj(i -> RomRow.of(code, i)).toList(),
        IntStream.range(0, code.size()).mapToObj(i -> RomRow.canonical(code.op(i))).toList());
  }

  private Rom(List<RomRow> rows, List<Op> ops) {
    this.rows = rows;
    this.ops = ops;
  }

  /** The code of no program. */
  static Rom none() {
    return new Rom(List.of(), List.of());
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
