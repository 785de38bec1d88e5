package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.math.KeccakPermutation;
import network.akashi.math.MathProvider;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.KeccakColumns;
import network.akashi.zkvm.exec.EnvironmentCall;

/**
 * Keccak-f[1600], in place. A row stands for a call: the state's bits before it, and its limbs
 * after it. That the former are bits, and that the rounds lead from them to the latter, is no
 * constraint of this chip but an argument of the proof system ({@link KeccakColumns}), which needs
 * no cells for what is between. So the limbs have 16 bits. Rows without a call permute zeros.
 */
final class KeccakChip extends AcceleratorChip {
  private static final int LANES = KeccakPermutation.WORDS;
  private static final int STATE_BITS = Long.SIZE * LANES;
  private static final int STATE_LIMBS = InstructionRow.LIMBS * LANES;
  private static final int LIMB_BITS = 16;

  private final Columns columns = new Columns();
  private final int active = columns.one("active");
  private final int time = columns.one("time");
  private final Pointer pointer = new Pointer(columns, "state");
  private final int times = columns.many("lane_time", LANES);
  private final int bits = columns.many("bit", STATE_BITS);
  private final int limbs = columns.many("after", STATE_LIMBS);
  private final long[] ofZeros = new long[LANES];

  KeccakChip() {
    MathProvider.scalar().keccak().permute(ofZeros, 0);
  }

  @Override
  EnvironmentCall call() {
    return EnvironmentCall.KECCAK_F;
  }

  @Override
  public String name() {
    return call().label();
  }

  @Override
  public AirLayout layout() {
    return columns.layout();
  }

  @Override
  public Optional<KeccakColumns> keccak() {
    return Optional.of(new KeccakColumns(bits, limbs));
  }

  @Override
  public int paddingValue(int column) {
    int limb = column - limbs;
    if (limb < 0 || limb >= STATE_LIMBS) {
      return 0;
    }
    return limb(ofZeros[limb / InstructionRow.LIMBS], limb % InstructionRow.LIMBS);
  }

  private static int limb(long lane, int index) {
    return (int) (lane >>> (LIMB_BITS * index)) & 0xffff;
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    InstructionRow<E> row = new InstructionRow<>(b, b.main(active), b.constant(0), b.main(time));
    b.assertBoolean("active is a bit", row.active);
    row.take(call(), pointer);
    List<E> before = new ArrayList<>();
    for (int limb = 0; limb < STATE_LIMBS; limb++) {
      E sum = row.constant(0);
      for (int i = 0; i < LIMB_BITS; i++) {
        sum = row.sum(sum, row.scaled(1 << i, b.main(bits + LIMB_BITS * limb + i)));
      }
      before.add(sum);
    }
    for (int i = 0; i < LANES; i++) {
      int limb = InstructionRow.LIMBS * i;
      row.access(
          Slots.MEMORY,
          row.constant(Space.WRITABLE),
          pointer.word(row, i),
          times + i,
          before.subList(limb, limb + InstructionRow.LIMBS),
          row.cells(limbs + limb, InstructionRow.LIMBS),
          row.active);
    }
  }

  @Override
  void fill(ChipRow row, Step step) {
    row.set(active, 1);
    row.set(time, step.time());
    pointer.fill(row, step.second());
    for (int i = 0; i < LANES; i++) {
      row.set(times + i, step.memory(Slots.MEMORY, i));
      long before = step.accessBefore(i);
      for (int z = 0; z < Long.SIZE; z++) {
        row.set(bits + Long.SIZE * i + z, (int) (before >>> z) & 1);
      }
      row.word(limbs + InstructionRow.LIMBS * i, step.accessAfter(i));
    }
  }
}
