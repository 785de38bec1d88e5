package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.zkvm.isa.Op;

/**
 * {@code and}, {@code or} and {@code xor} of two registers, byte by byte. Each lookup of {@code x &
 * y} shows that x and y are bytes too, so the result is in range.
 */
final class LogicChip extends InstructionChip {
  private final Source firstSource = Source.first(columns());
  private final ByteWord first = new ByteWord(columns(), "first");
  private final Source secondSource = Source.second(columns());
  private final ByteWord second = new ByteWord(columns(), "second");
  private final ByteWord common = new ByteWord(columns(), "and");
  private final Destination destination = new Destination(columns());

  LogicChip() {
    super("logic", Op.AND, Op.OR, Op.XOR);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    row.goTo(row.nextPc());
    row.fetch(
        row.code(operations(), flags),
        destination.register(row),
        firstSource.register(row),
        secondSource.register(row),
        List.of());
    firstSource.read(row, first.limbs(row));
    secondSource.read(row, second.limbs(row));
    List<E> result = new ArrayList<>();
    for (int i = 0; i < Long.BYTES; i++) {
      E x = first.bytes(row).get(i);
      E y = second.bytes(row).get(i);
      E and = common.bytes(row).get(i);
      row.bytes(ByteOperation.AND, x, y, and);
      result.add(BitwiseResult.of(row, flags, x, y, and));
    }
    destination.write(row, ByteWord.limbs(row, result));
  }

  @Override
  void fill(ChipRow row, Step step) {
    firstSource.fill(row, step);
    secondSource.fill(row, step);
    destination.fill(row, step);
    long x = step.first();
    long y = step.second();
    first.fill(row, x);
    second.fill(row, y);
    common.fill(row, x & y);
    for (int i = 0; i < Long.BYTES; i++) {
      row.bytes(ByteOperation.AND, ByteWord.byteAt(x, i), ByteWord.byteAt(y, i));
    }
  }
}
