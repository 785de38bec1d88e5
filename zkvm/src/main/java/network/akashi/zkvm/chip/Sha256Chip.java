package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.exec.Sha256;

/**
 * The sha256 compression function, 17 rows a call.
 *
 * <p>Row 0 holds the state that is compressed; each of rows 1 to 16 does four rounds, and holds the
 * four values that its rounds gave to a, those they gave to e, and its four words of the message
 * schedule, all in bits. As a round only shifts the other variables on, the eight variables after a
 * row are the four a's and the four e's of that row, and nothing else needs to be carried along;
 * row 0 holds the state in just that way. Rounds are relations between a row and the next, for that
 * reason.
 *
 * <p>A word of the schedule needs words of up to four rows ago. Row r carries {@code W[t] + σ0(W[t
 * + 1])} of rows r − 1, r − 2 and r − 3 ({@code passed}), and the last three words of row r − 1
 * ({@code seven}), in halves of 16 bits that need no check, as they are sums of bits that are
 * checked.
 *
 * <p>Rows 1 to 4 read two memory words of the message block each; row 16 accesses the state, of
 * which {@code initial} has been carried along since row 0.
 */
final class Sha256Chip extends AcceleratorChip {
  private static final int ROWS = 17;
  private static final int LAST = ROWS - 1;
  private static final int LOADING = 4;
  private static final int PER_ROW = 4;
  private static final int HALVES = 2;
  private static final int STATE_WORDS = 8;
  private static final int MEMORY_WORDS = STATE_WORDS / 2;
  private static final int BLOCK_WORDS_PER_ROW = 2;
  private static final int WRITE_SLOT = Slots.MEMORY + 1;
  private static final int A1 = 11;

  private final Columns columns = new Columns();
  private final int time = columns.one("time");
  private final int step = columns.many("is_row", ROWS);
  private final Pointer target = new Pointer(columns, "state");
  private final Pointer source = new Pointer(columns, "block");
  private final int pointerTime = columns.one("block_pointer_time");
  private final int a = columns.many("a", PER_ROW * BitWords.BITS);
  private final int e = columns.many("e", PER_ROW * BitWords.BITS);
  private final int w = columns.many("w", PER_ROW * BitWords.BITS);
  private final int carryA = columns.many("carry_a", PER_ROW * HALVES * 3);
  private final int carryE = columns.many("carry_e", PER_ROW * HALVES * 3);
  private final int carryW = columns.many("carry_w", PER_ROW * HALVES * 2);
  private final int passed = columns.many("passed", 3 * PER_ROW * HALVES);
  private final int seven = columns.many("seven", 3 * HALVES);
  private final int initial = columns.many("initial", STATE_WORDS * HALVES);
  private final int result = columns.many("result", STATE_WORDS * HALVES);
  private final int stateTime = columns.many("state_time", MEMORY_WORDS);
  private final int blockTime = columns.many("block_time", BLOCK_WORDS_PER_ROW);
  private final int blockSpace = columns.many("block_is_read_only", BLOCK_WORDS_PER_ROW);

  @Override
  public String name() {
    return call().label();
  }

  @Override
  public AirLayout layout() {
    return columns.layout();
  }

  @Override
  EnvironmentCall call() {
    return EnvironmentCall.SHA256_COMPRESS;
  }

  @Override
  int rowsPerCall() {
    return ROWS;
  }

  // Constraints

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    E any = b.constant(0);
    E hasNext = b.constant(0);
    E loads = b.constant(0);
    for (int r = 0; r < ROWS; r++) {
      E flag = b.main(step + r);
      b.assertBoolean("flag of row " + r + " is a bit", flag);
      any = b.add(any, flag);
      hasNext = r < LAST ? b.add(hasNext, flag) : hasNext;
      loads = r >= 1 && r <= LOADING ? b.add(loads, flag) : loads;
      if (r > 0) {
        b.assertEqual(
            "row " + r + " follows row " + (r - 1), b.next(step + r), b.main(step + r - 1));
        b.assertZero("a call does not begin at row " + r, b.mul(b.isFirstRow(), flag));
      }
    }
    b.assertBoolean("a row has one number", any);
    constrainBits(b);
    constrainCarriedAlong(b, hasNext);
    constrainRounds(b, hasNext);
    constrainSchedule(b, hasNext);
    constrainMemory(b, loads);
    constrainUnused(b, loads);
  }

  private <E> void constrainBits(AirBuilder<E> b) {
    for (int column = a; column < passed; column++) {
      b.assertBoolean(columns.layout().main().get(column) + " is a bit", b.main(column));
    }
    for (int i = 0; i < BLOCK_WORDS_PER_ROW; i++) {
      b.assertBoolean("read only is a bit, word " + i, b.main(blockSpace + i));
    }
  }

  private <E> void constrainCarriedAlong(AirBuilder<E> b, E hasNext) {
    String reason = "0 in row 0, and in later rows what the row before says: sums of bits";
    for (int column = passed; column < seven; column++) {
      b.assumeRange(reason, b.main(column), 0, 2 * (InstructionRow.LIMB - 1));
    }
    for (int column = seven; column < initial; column++) {
      b.assumeRange(reason, b.main(column), 0, InstructionRow.LIMB - 1);
    }
    for (int column = initial; column < result; column++) {
      String initially = "sums of bits in row 0, and the same in later rows";
      b.assumeRange(initially, b.main(column), 0, InstructionRow.LIMB - 1);
    }
    List<Integer> same = new ArrayList<>(List.of(time));
    same.addAll(target.columns());
    same.addAll(source.columns());
    for (int i = 0; i < STATE_WORDS * HALVES; i++) {
      same.add(initial + i);
    }
    for (int column : same) {
      b.assertZero(
          columns.layout().main().get(column) + " stays",
          b.mul(hasNext, b.sub(b.next(column), b.main(column))));
    }
    for (int i = 0; i < 2 * PER_ROW * HALVES; i++) {
      b.assertZero(
          "passed on, " + i,
          b.mul(hasNext, b.sub(b.next(passed + PER_ROW * HALVES + i), b.main(passed + i))));
    }
    for (int i = 0; i < 3; i++) {
      List<E> word = bits(b, w, i + 1, false);
      for (int half = 0; half < HALVES; half++) {
        E kept = b.next(seven + HALVES * i + half);
        b.assertZero(
            "word %d is kept, half %d".formatted(i + 1, half),
            b.mul(hasNext, b.sub(kept, BitWords.half(b, word, half))));
      }
    }
    for (int i = 0; i < PER_ROW; i++) {
      List<E> after = i + 1 < PER_ROW ? bits(b, w, i + 1, false) : bits(b, w, 0, true);
      List<E> sigma = BitWords.sigma(b, after, 7, 18, 3, true);
      List<E> word = bits(b, w, i, false);
      for (int half = 0; half < HALVES; half++) {
        E sum = b.add(BitWords.half(b, word, half), BitWords.half(b, sigma, half));
        b.assertZero(
            "word %d and σ0 are passed, half %d".formatted(i, half),
            b.mul(hasNext, b.sub(b.next(passed + HALVES * i + half), sum)));
      }
    }
  }

  /** The four rounds of the next row. */
  private <E> void constrainRounds(AirBuilder<E> b, E hasNext) {
    List<List<E>> as = new ArrayList<>();
    List<List<E>> es = new ArrayList<>();
    for (int i = 0; i < 2 * PER_ROW; i++) {
      as.add(bits(b, a, i % PER_ROW, i >= PER_ROW));
      es.add(bits(b, e, i % PER_ROW, i >= PER_ROW));
    }
    for (int i = 0; i < PER_ROW; i++) {
      int now = PER_ROW + i;
      List<E> majority = BitWords.majority(b, as.get(now - 1), as.get(now - 2), as.get(now - 3));
      List<E> choice = BitWords.choose(b, es.get(now - 1), es.get(now - 2), es.get(now - 3));
      List<E> sigma0 = BitWords.sigma(b, as.get(now - 1), 2, 13, 22, false);
      List<E> sigma1 = BitWords.sigma(b, es.get(now - 1), 6, 11, 25, false);
      List<E> word = bits(b, w, i, true);
      E carryIntoA = b.constant(0);
      E carryIntoE = b.constant(0);
      for (int half = 0; half < HALVES; half++) {
        E first = BitWords.half(b, es.get(now - 4), half);
        first = b.add(first, BitWords.half(b, sigma1, half));
        first = b.add(first, BitWords.half(b, choice, half));
        first = b.add(first, BitWords.half(b, word, half));
        first = b.add(first, roundConstant(b, i, half));
        E second = b.add(BitWords.half(b, sigma0, half), BitWords.half(b, majority, half));
        E old = BitWords.half(b, as.get(now - 4), half);
        E newA = BitWords.half(b, as.get(now), half);
        E newE = BitWords.half(b, es.get(now), half);
        E outOfA = carry(b, carryA, 3, i, half);
        E outOfE = carry(b, carryE, 3, i, half);
        String which = ", round %d, half %d".formatted(i, half);
        E sumA = b.add(b.add(first, second), carryIntoA);
        E sumE = b.add(b.add(first, old), carryIntoE);
        sum(b, "a" + which, hasNext, sumA, newA, outOfA);
        sum(b, "e" + which, hasNext, sumE, newE, outOfE);
        carryIntoA = outOfA;
        carryIntoE = outOfE;
      }
    }
  }

  /** The next row's words, from row 5 on. */
  private <E> void constrainSchedule(AirBuilder<E> b, E hasNext) {
    E computes = hasNext;
    for (int r = 0; r < LOADING; r++) {
      computes = b.sub(computes, b.main(step + r));
    }
    for (int i = 0; i < PER_ROW; i++) {
      List<E> two = i < 2 ? bits(b, w, i + 2, false) : bits(b, w, i - 2, true);
      List<E> sigma = BitWords.sigma(b, two, 17, 19, 10, true);
      List<E> word = bits(b, w, i, true);
      E into = b.constant(0);
      for (int half = 0; half < HALVES; half++) {
        E sum = b.add(BitWords.half(b, sigma, half), into);
        sum = b.add(sum, b.main(passed + 2 * PER_ROW * HALVES + HALVES * i + half));
        sum =
            b.add(
                sum,
                i < 3
                    ? b.main(seven + HALVES * i + half)
                    : BitWords.half(b, bits(b, w, 0, false), half));
        E out = carry(b, carryW, 2, i, half);
        String name = "word %d, half %d".formatted(i, half);
        sum(b, name, computes, sum, BitWords.half(b, word, half), out);
        into = out;
      }
    }
  }

  private static <E> void sum(AirBuilder<E> b, String name, E gate, E sum, E value, E carry) {
    E over = b.sub(b.sub(sum, value), b.mul(b.constant(InstructionRow.LIMB), carry));
    b.assertZero(name, b.mul(gate, over));
    b.assertNoWrap(name, gate, over);
  }

  private <E> void constrainMemory(AirBuilder<E> b, E loads) {
    E begins = b.main(step);
    E ends = b.main(step + LAST);
    InstructionRow<E> first = row(b, begins);
    first.take(call(), target);
    source.constrain(first);
    first.read(
        Slots.ARGUMENTS,
        b.constant(A1),
        pointerTime,
        List.of(source.low(first), source.high(first), b.constant(0), b.constant(0)));
    for (int k = 0; k < STATE_WORDS; k++) {
      for (int half = 0; half < HALVES; half++) {
        E held = BitWords.half(b, variable(b, k), half);
        E carried = b.main(initial + HALVES * k + half);
        b.assertZero(
            "variable %d is the state's, half %d".formatted(k, half),
            b.mul(begins, b.sub(carried, held)));
      }
    }
    constrainBlock(row(b, loads));
    constrainResult(b, row(b, ends));
  }

  private <E> void constrainBlock(InstructionRow<E> row) {
    AirBuilder<E> b = row.b;
    E offset = b.constant(0);
    for (int r = 1; r <= LOADING; r++) {
      long words = BLOCK_WORDS_PER_ROW * (r - 1L);
      offset = b.add(offset, b.mul(b.constant(words), b.main(step + r)));
    }
    for (int i = 0; i < BLOCK_WORDS_PER_ROW; i++) {
      List<E> limbs = new ArrayList<>();
      for (int k = 0; k < 2; k++) {
        List<E> word = bits(b, w, 2 * i + k, false);
        limbs.add(BitWords.bigEndianLimb(b, word, 0));
        limbs.add(BitWords.bigEndianLimb(b, word, 1));
      }
      E at = b.add(source.word(row, i), offset);
      row.access(Slots.MEMORY, b.main(blockSpace + i), at, blockTime + i, limbs, limbs, row.active);
    }
  }

  private <E> void constrainResult(AirBuilder<E> b, InstructionRow<E> row) {
    List<E> before = row.cells(initial, STATE_WORDS * HALVES);
    List<E> after = row.cells(result, STATE_WORDS * HALVES);
    row.range16(after);
    for (int k = 0; k < STATE_WORDS; k++) {
      E carry = b.constant(0);
      for (int half = 0; half < HALVES; half++) {
        int at = HALVES * k + half;
        carry =
            row.addLimb(
                "result %d, half %d".formatted(k, half),
                row.active,
                before.get(at),
                BitWords.half(b, variable(b, k), half),
                carry,
                after.get(at));
      }
    }
    for (int i = 0; i < MEMORY_WORDS; i++) {
      int limb = InstructionRow.LIMBS * i;
      row.access(
          WRITE_SLOT,
          row.constant(Space.WRITABLE),
          target.word(row, i),
          stateTime + i,
          before.subList(limb, limb + InstructionRow.LIMBS),
          after.subList(limb, limb + InstructionRow.LIMBS),
          row.active);
    }
  }

  /** Row 0 has no words and no carries, and nothing came before it. */
  private <E> void constrainUnused(AirBuilder<E> b, E loads) {
    E begins = b.main(step);
    b.assertZero("row 0 has no words", b.mul(begins, count(b, w, carryA)));
    b.assertZero("row 0 has no carries", b.mul(begins, count(b, carryA, passed)));
    b.assertZero("words that are read have no carries", b.mul(loads, count(b, carryW, passed)));
    for (int column = passed; column < initial; column++) {
      b.assertZero(
          "nothing came before row 0: " + columns.layout().main().get(column),
          b.mul(begins, b.main(column)));
    }
  }

  /** How many of these bits are set. */
  private static <E> E count(AirBuilder<E> b, int from, int to) {
    E count = b.constant(0);
    for (int column = from; column < to; column++) {
      count = b.add(count, b.main(column));
    }
    return count;
  }

  private <E> InstructionRow<E> row(AirBuilder<E> b, E active) {
    return new InstructionRow<>(b, active, b.constant(0), b.main(time));
  }

  /** The bits of word {@code index} of a row, or of the next. */
  private static <E> List<E> bits(AirBuilder<E> b, int first, int index, boolean next) {
    List<E> bits = new ArrayList<>();
    for (int i = 0; i < BitWords.BITS; i++) {
      int column = first + BitWords.BITS * index + i;
      bits.add(next ? b.next(column) : b.main(column));
    }
    return bits;
  }

  /** Variable k of a to h after this row: the last a's and e's, the latest first. */
  private <E> List<E> variable(AirBuilder<E> b, int k) {
    return bits(b, k < PER_ROW ? a : e, PER_ROW - 1 - k % PER_ROW, false);
  }

  private static <E> E carry(AirBuilder<E> b, int first, int bits, int index, int half) {
    E carry = b.constant(0);
    for (int i = 0; i < bits; i++) {
      E bit = b.next(first + bits * (HALVES * index + half) + i);
      carry = b.add(carry, b.mul(b.constant(1L << i), bit));
    }
    return carry;
  }

  /** The constant of round {@code i} of the next row. */
  private <E> E roundConstant(AirBuilder<E> b, int i, int half) {
    E constant = b.constant(0);
    for (int r = 0; r < LAST; r++) {
      int value = Sha256.roundConstant(PER_ROW * r + i) >>> (16 * half) & 0xffff;
      constant = b.add(constant, b.mul(b.constant(value), b.main(step + r)));
    }
    return constant;
  }

  // Filling

  @Override
  void fill(ChipRow row, Step call) {
    int blockWords = LOADING * BLOCK_WORDS_PER_ROW;
    int[] schedule = new int[LAST * PER_ROW];
    for (int t = 0; t < 2 * blockWords; t++) {
      schedule[t] = Integer.reverseBytes((int) (call.accessBefore(t / 2) >>> (32 * (t % 2))));
    }
    int[] state = new int[STATE_WORDS];
    for (int k = 0; k < STATE_WORDS; k++) {
      state[k] = (int) (call.accessBefore(blockWords + k / 2) >>> (32 * (k % 2)));
    }
    Sha256Filler filler = new Sha256Filler(schedule, state);
    int argument = call.accesses() - 1;
    for (int r = 0; r < ROWS; r++) {
      if (r > 0) {
        row.advance();
      }
      row.set(time, call.time());
      row.set(step + r, 1);
      if (r == 0) {
        target.fill(row, call.second());
        source.fill(row, call.accessBefore(argument));
        row.set(pointerTime, call.register(Slots.ARGUMENTS, A1, call.accessBefore(argument)));
      } else {
        target.fillAgain(row, call.second());
        source.fillAgain(row, call.accessBefore(argument));
        filler.round(row, r, new Sha256Filler.Cells(carryA, carryE, carryW));
      }
      for (int i = 0; i < PER_ROW; i++) {
        row.bits(a + BitWords.BITS * i, filler.a(r, i), BitWords.BITS);
        row.bits(e + BitWords.BITS * i, filler.e(r, i), BitWords.BITS);
        row.bits(w + BitWords.BITS * i, filler.w(r, i), BitWords.BITS);
      }
      fillHistory(row, r, filler);
      if (r >= 1 && r <= LOADING) {
        for (int i = 0; i < BLOCK_WORDS_PER_ROW; i++) {
          int access = BLOCK_WORDS_PER_ROW * (r - 1) + i;
          row.set(blockSpace + i, call.space(access));
          row.set(blockTime + i, call.memory(Slots.MEMORY, access));
        }
      }
    }
    for (int k = 0; k < STATE_WORDS; k++) {
      int sum = state[k] + filler.variable(k);
      for (int half = 0; half < HALVES; half++) {
        int limb = sum >>> (16 * half) & 0xffff;
        row.set(result + HALVES * k + half, limb);
        row.range16(limb);
      }
    }
    for (int i = 0; i < MEMORY_WORDS; i++) {
      row.set(stateTime + i, call.memory(WRITE_SLOT, blockWords + i));
    }
  }

  private void fillHistory(ChipRow row, int r, Sha256Filler filler) {
    for (int k = 0; k < STATE_WORDS; k++) {
      int value = filler.initial(k);
      row.set(initial + HALVES * k, value & 0xffff);
      row.set(initial + HALVES * k + 1, value >>> 16);
    }
    for (int i = 0; i < 3 * HALVES; i++) {
      row.set(seven + i, filler.w(r - 1, 1 + i / HALVES) >>> (16 * (i % HALVES)) & 0xffff);
    }
    for (int ago = 1; ago <= 3; ago++) {
      for (int i = 0; i < PER_ROW; i++) {
        for (int half = 0; half < HALVES; half++) {
          int at = passed + HALVES * (PER_ROW * (ago - 1) + i) + half;
          row.set(at, filler.passed(r - ago, i, half));
        }
      }
    }
  }
}
