package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.math.Poseidon2Parameters;

/**
 * The permutation Poseidon2 of width 16 in one row, with a column for what goes into each S-box.
 *
 * <p>An S-box is {@code x³}, and everything between S-boxes is linear. So with a column {@code u}
 * for each S-box input, every constraint says that an input is a linear combination of words of the
 * state and of cubes of earlier inputs: degree 3, and the only products that a prover evaluates are
 * the 148 cubes of cells. Fewer columns of higher degree cost more: with two rounds between columns
 * it is 58 columns of degree 9, so ten points a round of sumcheck instead of four.
 */
final class Poseidon2Rounds {
  private static final Poseidon2Parameters PARAMETERS = Poseidon2Parameters.WIDTH_16;
  static final int WIDTH = 16;
  private static final int BLOCK = 4;
  private static final int[] CIRCULANT = {2, 3, 1, 1};

  private final int half = PARAMETERS.externalRounds() / 2;
  private final int inputs;

  Poseidon2Rounds(Columns columns) {
    inputs =
        columns.many("s_box", PARAMETERS.externalRounds() * WIDTH + PARAMETERS.internalRounds());
  }

  /** The permutation of {@code state}. */
  <E> List<E> constrain(InstructionRow<E> row, List<E> state) {
    int at = inputs;
    List<E> words = external(row, state);
    for (int round = 0; round < half; round++, at += WIDTH) {
      words = externalRound(row, words, round, at);
    }
    for (int round = 0; round < PARAMETERS.internalRounds(); round++, at++) {
      E constant = row.constant(KoalaBear.toInt(PARAMETERS.internalConstant(round)));
      String name = "internal round " + round;
      words = internal(row, cube(row, name, row.sum(words.getFirst(), constant), at), words);
    }
    for (int round = half; round < 2 * half; round++, at += WIDTH) {
      words = externalRound(row, words, round, at);
    }
    return words;
  }

  private static <E> List<E> externalRound(
      InstructionRow<E> row, List<E> words, int round, int at) {
    List<E> cubes = new ArrayList<>();
    for (int i = 0; i < WIDTH; i++) {
      E constant = row.constant(KoalaBear.toInt(PARAMETERS.externalConstant(round, i)));
      String name = "external round " + round + ", word " + i;
      cubes.add(cube(row, name, row.sum(words.get(i), constant), at + i));
    }
    return external(row, cubes);
  }

  private static <E> E cube(InstructionRow<E> row, String name, E input, int column) {
    E cell = row.cell(column);
    row.b.assertEqual(name, cell, input);
    return row.b.mul(cell, row.b.mul(cell, cell));
  }

  private static <E> List<E> external(InstructionRow<E> row, List<E> words) {
    List<E> mixed = new ArrayList<>();
    for (int i = 0; i < WIDTH; i++) {
      int block = i / BLOCK * BLOCK;
      E sum = words.get(block + (i + 3) % BLOCK);
      for (int k = 0; k < BLOCK - 1; k++) {
        sum = row.sum(sum, row.scaled(CIRCULANT[k], words.get(block + (i + k) % BLOCK)));
      }
      mixed.add(sum);
    }
    List<E> result = new ArrayList<>();
    for (int i = 0; i < WIDTH; i++) {
      E sum = mixed.get(i);
      for (int j = i % BLOCK; j < WIDTH; j += BLOCK) {
        sum = row.sum(sum, mixed.get(j));
      }
      result.add(sum);
    }
    return result;
  }

  private static <E> List<E> internal(InstructionRow<E> row, E first, List<E> words) {
    List<E> state = new ArrayList<>(words);
    state.set(0, first);
    E sum = first;
    for (E word : words.subList(1, WIDTH)) {
      sum = row.sum(sum, word);
    }
    for (int i = 0; i < WIDTH; i++) {
      int diagonal = KoalaBear.toInt(PARAMETERS.diagonal(i));
      state.set(i, row.sum(row.scaled(diagonal, state.get(i)), sum));
    }
    return state;
  }

  /**
   * Fills the columns.
   *
   * @param state field elements (Montgomery form), permuted in place
   */
  void fill(ChipRow row, int[] state) {
    int at = inputs;
    external(state);
    for (int round = 0; round < half; round++, at += WIDTH) {
      externalRound(row, state, round, at);
    }
    for (int round = 0; round < PARAMETERS.internalRounds(); round++, at++) {
      state[0] = cube(row, KoalaBear.add(state[0], PARAMETERS.internalConstant(round)), at);
      int sum = 0;
      for (int word : state) {
        sum = KoalaBear.add(sum, word);
      }
      for (int i = 0; i < WIDTH; i++) {
        state[i] = KoalaBear.add(sum, KoalaBear.mul(PARAMETERS.diagonal(i), state[i]));
      }
    }
    for (int round = half; round < 2 * half; round++, at += WIDTH) {
      externalRound(row, state, round, at);
    }
  }

  private static void externalRound(ChipRow row, int[] state, int round, int at) {
    for (int i = 0; i < WIDTH; i++) {
      int input = KoalaBear.add(state[i], PARAMETERS.externalConstant(round, i));
      state[i] = cube(row, input, at + i);
    }
    external(state);
  }

  private static int cube(ChipRow row, int input, int column) {
    row.element(column, input);
    return KoalaBear.mul(KoalaBear.square(input), input);
  }

  private static void external(int[] state) {
    long[] mixed = new long[WIDTH];
    long[] sums = new long[BLOCK];
    for (int i = 0; i < WIDTH; i++) {
      int block = i / BLOCK * BLOCK;
      mixed[i] = state[block + (i + 3) % BLOCK];
      for (int k = 0; k < BLOCK - 1; k++) {
        mixed[i] += (long) CIRCULANT[k] * state[block + (i + k) % BLOCK];
      }
      sums[i % BLOCK] += mixed[i];
    }
    for (int i = 0; i < WIDTH; i++) {
      state[i] = (int) ((mixed[i] + sums[i % BLOCK]) % KoalaBear.P);
    }
  }
}
