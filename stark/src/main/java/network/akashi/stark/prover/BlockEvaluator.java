package network.akashi.stark.prover;

import java.util.Arrays;
import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.math.FieldKernels;
import network.akashi.math.MathProvider;

/**
 * One worker's scratch memory for evaluating a {@link RowPlan} on blocks of row pairs, at the
 * points 0, 1, 2, … of the variable that joins a pair.
 *
 * <p>There are two sets of slots: base-field ones for a table's first round, extension ones for the
 * others. A leaf's value moves from one point to the next by adding its difference.
 */
final class BlockEvaluator {
  /** What all slots together may take: long runs of each column matter more than a small cache. */
  private static final int MOST_BYTES = 1 << 21;

  private static final int LEAST_BLOCK = 128;

  private final FieldKernels kernels = MathProvider.get().field();
  private final int block;
  private final RowPlan plan;
  private final List<Ext5> coefficients;
  private final int[] slots;
  private final int[] steps;
  private final Ext5Array extSlots;
  private final Ext5Array extSteps;
  private final Ext5Array combined;
  private final Ext5Array term;

  /**
   * @param coefficients of the products, in the plan's order of outputs
   * @param constants values of the plan's constants, in Montgomery form
   */
  BlockEvaluator(ProverContext context, RowPlan plan, List<Ext5> coefficients, int[] constants) {
    this.plan = plan;
    this.block = blockFor(plan);
    this.coefficients = List.copyOf(coefficients);
    int leaves = plan.leaves().size();
    this.slots = context.arena().ints(plan.slots() * block);
    this.steps = context.arena().ints(leaves * block);
    this.extSlots = context.ext(plan.slots() * block);
    this.extSteps = context.ext(leaves * block);
    this.combined = context.ext(block);
    this.term = context.ext(block);
    for (int i = 0; i < constants.length; i++) {
      int at = (leaves + i) * block;
      Arrays.fill(slots, at, at + block, constants[i]);
      Ext.fill(extSlots, at, Ext5.of(constants[i]), block);
    }
  }

  /** How many pairs a plan is evaluated on at once: a power of two. */
  static int blockFor(RowPlan plan) {
    int slots = plan.slots() + plan.leaves().size() + 2;
    int fitting = MOST_BYTES / (slots * Ext5.DEGREE * Integer.BYTES);
    return Math.clamp(Integer.highestOneBit(fitting), LEAST_BLOCK, ProverContext.BLOCK);
  }

  /** Takes the low values of {@code n} pairs and their differences to the high ones. */
  void loadBase(List<Column> leaves, int low, int high, int n) {
    for (int i = 0; i < leaves.size(); i++) {
      Column leaf = leaves.get(i);
      int lowAt = leaf.offset() + low;
      System.arraycopy(leaf.data(), lowAt, slots, i * block, n);
      kernels.sub(leaf.data(), leaf.offset() + high, leaf.data(), lowAt, steps, i * block, n);
    }
  }

  void loadExt(List<Ext5Array> leaves, int low, int high, int n) {
    for (int i = 0; i < leaves.size(); i++) {
      Ext5Array leaf = leaves.get(i);
      extSlots.slice(i * block, n).copyFrom(leaf.slice(low, n));
      Ext.sub(leaf, high, leaf, low, extSteps, i * block, n);
    }
  }

  /** Moves all leaves to the next point. */
  void stepBase(int n) {
    for (int i = 0; i < plan.leaves().size(); i++) {
      int at = i * block;
      kernels.add(slots, at, steps, at, slots, at, n);
    }
  }

  void stepExt(int n) {
    for (int i = 0; i < plan.leaves().size(); i++) {
      int at = i * block;
      Ext.add(extSlots, at, extSteps, at, extSlots, at, n);
    }
  }

  /** {@code Σ_rows eq·(combination of the products)} at the current point. */
  Ext5 evaluateBase(SplitEq eq, int from, int n) {
    runBase(n);
    Ext.fill(combined, 0, Ext5.ZERO, n);
    for (int i = 0; i < coefficients.size(); i++) {
      Ext.accumulateBase(coefficients.get(i), slots, plan.outputs().get(i) * block, combined, 0, n);
    }
    return eq.dot(from, combined, 0, n);
  }

  /** Runs the plan on the base-field slots. */
  void runBase(int n) {
    for (RowPlan.Step step : plan.steps()) {
      int a = step.a() * block;
      int b = step.b() * block;
      int target = step.target() * block;
      switch (step.kind()) {
        case ADD -> kernels.add(slots, a, slots, b, slots, target, n);
        case SUB -> kernels.sub(slots, a, slots, b, slots, target, n);
        case MUL -> kernels.mul(slots, a, slots, b, slots, target, n);
      }
    }
  }

  Ext5 evaluateExt(SplitEq eq, int from, int n) {
    for (RowPlan.Step step : plan.steps()) {
      int a = step.a() * block;
      int b = step.b() * block;
      int target = step.target() * block;
      switch (step.kind()) {
        case ADD -> Ext.add(extSlots, a, extSlots, b, extSlots, target, n);
        case SUB -> Ext.sub(extSlots, a, extSlots, b, extSlots, target, n);
        case MUL -> Ext.mul(extSlots, a, extSlots, b, extSlots, target, n);
      }
    }
    Ext.fill(combined, 0, Ext5.ZERO, n);
    for (int i = 0; i < coefficients.size(); i++) {
      Ext.scale(extSlots, plan.outputs().get(i) * block, coefficients.get(i), term, 0, n);
      Ext.add(combined, 0, term, 0, combined, 0, n);
    }
    return eq.dot(from, combined, 0, n);
  }

  /** Where the base-field values of the {@code output}-th wanted node begin in {@link #slots}. */
  int slotOf(int output) {
    return plan.outputs().get(output) * block;
  }

  int[] slots() {
    return slots;
  }

  void close(ProverContext context) {
    context.arena().giveBack(slots);
    context.arena().giveBack(steps);
    List.of(extSlots, extSteps, combined, term).forEach(context::giveBack);
  }
}
