package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;

/**
 * What loads and stores have in common that are not aligned to their size: a place in the first
 * word (one of seven flags, as place 0 is aligned to anything), and the bytes of that word and, if
 * the access crosses into it, of the next.
 *
 * <p>Sizes come as flags of 2, 4 and 8 bytes.
 */
final class Misalignment {
  static final int PLACES = 7;
  private static final int WORD = 8;

  private final int places;
  private final int crosses;
  private final int bytes;

  Misalignment(Columns columns) {
    places = columns.many("is_place", PLACES);
    crosses = columns.one("crosses");
    bytes = columns.many("byte", 2 * WORD);
  }

  /** The flags of places 1 to 7. */
  <E> List<E> places(InstructionRow<E> row) {
    return row.cells(places, PLACES);
  }

  /** 1 if the access touches the next word. */
  <E> E crosses(InstructionRow<E> row) {
    return row.cell(crosses);
  }

  /** The 16 bytes that both words hold before. */
  <E> List<E> bytes(InstructionRow<E> row) {
    return row.cells(bytes, 2 * WORD);
  }

  /** The place as a number. */
  <E> E place(InstructionRow<E> row) {
    E place = row.constant(0);
    for (int i = 0; i < PLACES; i++) {
      place = row.sum(place, row.scaled(i + 1, row.cell(places + i)));
    }
    return place;
  }

  <E> void constrain(InstructionRow<E> row, E isHalf, E isWord, E isDouble) {
    List<E> at = places(row);
    E any = row.constant(0);
    for (int i = 0; i < PLACES; i++) {
      row.b.assertBoolean("flag of place " + (i + 1) + " is a bit", at.get(i));
      any = row.sum(any, at.get(i));
    }
    row.b.assertEqual("an access has one place", any, row.active);
    row.b.assertZero(
        "halves are not aligned", row.b.mul(isHalf, row.sum(at.get(1), at.get(3), at.get(5))));
    row.b.assertZero("words are not aligned", row.b.mul(isWord, at.get(3)));
    E wordCrosses = row.sum(at.get(4), at.get(5), at.get(6));
    E expected = row.sum(row.b.mul(isHalf, at.get(6)), row.b.mul(isWord, wordCrosses), isDouble);
    row.b.assertEqual("whether the next word is touched", crosses(row), expected);
    row.b.assertBoolean("whether the next word is touched is a bit", crosses(row));
    List<E> all = bytes(row);
    for (int i = WORD; i < 2 * WORD; i++) {
      row.b.assertZero(
          "no byte " + i + " of a word that is not touched",
          row.b.mul(row.not(crosses(row)), all.get(i)));
    }
    for (int i = 0; i < 2 * WORD; i += 2) {
      row.b.send(
          Buses.BYTES,
          i < WORD ? row.active : crosses(row),
          List.of(
              row.constant(ByteOperation.PAIR.number()),
              all.get(i),
              all.get(i + 1),
              row.constant(0)));
    }
  }

  /** The limbs of the eight bytes from {@code from} on. */
  static <E> List<E> limbs(InstructionRow<E> row, List<E> bytes, int from) {
    List<E> limbs = new ArrayList<>();
    for (int i = from; i < from + WORD; i += 2) {
      limbs.add(row.sum(bytes.get(i), row.scaled(1 << 8, bytes.get(i + 1))));
    }
    return limbs;
  }

  void fill(ChipRow row, int place, long first, long second, boolean isCrossing) {
    if (place > 0) {
      row.set(places + place - 1, 1);
    }
    row.set(crosses, isCrossing ? 1 : 0);
    row.bytes(bytes, first);
    row.pairs(first);
    if (isCrossing) {
      row.bytes(bytes + WORD, second);
      row.pairs(second);
    }
  }
}
