package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.zkvm.isa.Op;

/**
 * {@code andi}, {@code ori} and {@code xori}. Only the lowest limb needs lookups: the others of the
 * immediate are all ones or all zeros, and {@code x & −1 = x}.
 */
final class LogicImmediateChip extends InstructionChip {
  private static final int LOW_BYTES = 2;

  private final Source source = Source.first(columns());
  private final int low = columns().many("source_byte", LOW_BYTES);
  private final int high = columns().many("source_limb", InstructionRow.LIMBS - 1);
  private final int immediate = columns().many("immediate", LOW_BYTES);
  private final int negative = columns().one("negative");
  private final int common = columns().many("and", LOW_BYTES);
  private final Destination destination = new Destination(columns());

  LogicImmediateChip() {
    super("logici", Op.ANDI, Op.ORI, Op.XORI);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, List<E> flags) {
    List<E> lowBytes = row.cells(low, LOW_BYTES);
    List<E> highLimbs = row.cells(high, InstructionRow.LIMBS - 1);
    List<E> operand = row.cells(immediate, LOW_BYTES);
    E sign = row.cell(negative);
    row.goTo(row.nextPc());
    row.fetch(
        row.code(operations(), flags),
        destination.register(row),
        source.register(row),
        row.constant(0),
        List.of(ByteWord.limbs(row, operand).get(0), sign));

    List<E> value = new ArrayList<>(ByteWord.limbs(row, lowBytes));
    value.addAll(highLimbs);
    source.read(row, value);

    List<E> bytes = new ArrayList<>();
    for (int i = 0; i < LOW_BYTES; i++) {
      E and = row.cell(common + i);
      row.bytes(ByteOperation.AND, lowBytes.get(i), operand.get(i), and);
      bytes.add(BitwiseResult.of(row, flags, lowBytes.get(i), operand.get(i), and));
    }
    List<E> result = new ArrayList<>(ByteWord.limbs(row, bytes));
    E extension = row.scaled(InstructionRow.LIMB - 1, sign);
    for (E limb : highLimbs) {
      result.add(BitwiseResult.of(row, flags, limb, extension, row.b.mul(sign, limb)));
    }
    destination.write(row, result);
  }

  @Override
  void fill(ChipRow row, Step step) {
    source.fill(row, step);
    destination.fill(row, step);
    long x = step.first();
    int y = step.rom().a();
    for (int i = 0; i < LOW_BYTES; i++) {
      int ofX = ByteWord.byteAt(x, i);
      int ofY = ByteWord.byteAt(y, i);
      row.set(low + i, ofX);
      row.set(immediate + i, ofY);
      row.set(common + i, ofX & ofY);
      row.bytes(ByteOperation.AND, ofX, ofY);
    }
    for (int i = 1; i < InstructionRow.LIMBS; i++) {
      row.set(high + i - 1, ByteWord.limbAt(x, i));
    }
    row.set(negative, step.rom().b());
  }
}
