package network.akashi.zkvm.chip;

import java.util.List;

/** What narrow accesses that are aligned have in common: the place in the word, as three bits. */
final class Places {
  private Places() {}

  /** The bits are bits, and those that alignment makes 0 are. */
  static <E> void constrain(InstructionRow<E> row, List<E> bits, E isHalf, E isWord) {
    for (int i = 0; i < bits.size(); i++) {
      row.b.assertBoolean("place bit " + i + " is a bit", bits.get(i));
    }
    E needsEven = row.sum(isHalf, isWord);
    row.b.assertZero("halves are aligned", row.b.mul(needsEven, bits.get(0)));
    row.b.assertZero("words are aligned", row.b.mul(isWord, bits.get(1)));
  }

  static <E> E number(InstructionRow<E> row, List<E> bits) {
    return row.sum(bits.get(0), row.scaled(2, bits.get(1)), row.scaled(4, bits.get(2)));
  }

  /** The limb that bits 1 and 2 choose. */
  static <E> E limb(InstructionRow<E> row, List<E> bits, List<E> limbs) {
    E low = row.select(bits.get(1), limbs.get(1), limbs.get(0));
    E high = row.select(bits.get(1), limbs.get(3), limbs.get(2));
    return row.select(bits.get(2), high, low);
  }

  /** The two bytes of {@code limb}, where {@code gate} is 1; elsewhere they are 0. */
  static <E> void split(InstructionRow<E> row, String name, E gate, E limb, List<E> bytes) {
    E joined = row.sum(bytes.get(0), row.scaled(1 << 8, bytes.get(1)));
    row.b.assertEqual(name, row.b.mul(gate, limb), joined);
    row.b.assertZero(name + ", none elsewhere", row.b.mul(row.not(gate), bytes.get(1)));
    row.b.assertNoWrap(name, gate, row.b.sub(limb, joined));
    row.b.send(
        Buses.BYTES,
        gate,
        List.of(
            row.constant(ByteOperation.PAIR.number()),
            bytes.get(0),
            bytes.get(1),
            row.constant(0)));
  }

  static void fill(ChipRow row, int first, int place) {
    for (int i = 0; i < 3; i++) {
      row.set(first + i, place >>> i & 1);
    }
  }

  static void fillSplit(ChipRow row, boolean gate, int first, int limb) {
    if (gate) {
      row.set(first, limb & 0xff);
      row.set(first + 1, limb >>> 8);
      row.bytes(ByteOperation.PAIR, limb & 0xff, limb >>> 8);
    }
  }
}
