package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.zkvm.exec.EnvironmentCall;

/**
 * Poseidon2 of width 16, in place, on words that are integers below the prime: that the words read
 * are is checked here as well, for the machine traps if they are not.
 *
 * <p>The permutation holds in padding rows too, which are that of zeros; so no constraint of it has
 * to be told whether a row is active.
 */
final class Poseidon2Chip extends OneRowAccelerator {
  private static final int WORDS = Poseidon2Rounds.WIDTH / 2;

  private final WrittenOperand state = new WrittenOperand(columns(), "state", WORDS, Slots.MEMORY);
  private final int after = columns().many("after", InstructionRow.LIMBS * WORDS);
  private final FieldWords input = new FieldWords(columns(), "input", Poseidon2Rounds.WIDTH);
  private final Poseidon2Rounds rounds = new Poseidon2Rounds(columns());
  private final FieldWords output = new FieldWords(columns(), "output", Poseidon2Rounds.WIDTH);
  private final PaddingRow padding;

  Poseidon2Chip() {
    super(EnvironmentCall.POSEIDON2);
    padding = new PaddingRow(columns().count(), row -> permute(row, new long[WORDS]));
  }

  @Override
  public int paddingValue(int mainColumn) {
    return padding.value(mainColumn);
  }

  @Override
  <E> void constrain(InstructionRow<E> row, Pointer target) {
    List<E> written = row.cells(after, InstructionRow.LIMBS * WORDS);
    state.constrain(row, target, written);
    row.range16(written);
    List<E> permuted = rounds.constrain(row, input.constrain(row, state.before(row)));
    List<E> results = output.constrain(row, written);
    for (int i = 0; i < Poseidon2Rounds.WIDTH; i++) {
      row.b.assertEqual("output " + i + " is the permutation's", results.get(i), permuted.get(i));
    }
  }

  @Override
  void fillOperands(ChipRow row, Step step) {
    permute(row, state.fill(row, step, 0));
  }

  private void permute(ChipRow row, long[] before) {
    int[] words = new int[Poseidon2Rounds.WIDTH];
    for (int i = 0; i < words.length; i++) {
      words[i] = (int) (before[i / 2] >>> (Integer.SIZE * (i % 2)));
    }
    input.fill(row, words);
    int[] elements = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      elements[i] = KoalaBear.fromLong(words[i] & 0xffff_ffffL);
    }
    rounds.fill(row, elements);
    for (int i = 0; i < words.length; i++) {
      words[i] = KoalaBear.toInt(elements[i]);
    }
    output.fill(row, words);
    for (int i = 0; i < WORDS; i++) {
      long word = words[2 * i] | (long) words[2 * i + 1] << Integer.SIZE;
      row.word(after + InstructionRow.LIMBS * i, word);
      row.rangeWord(word);
    }
  }
}
