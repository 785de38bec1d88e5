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
  private static final int BLOCK = ProverContext.BLOCK;

  private final FieldKernels kernels = MathProvider.get().field();
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
    this.coefficients = List.copyOf(coefficients);
    int leaves = plan.leaves().size();
    this.slots = context.arena().ints(plan.slots() * BLOCK);
    this.steps = context.arena().ints(leaves * BLOCK);
    this.extSlots = context.ext(plan.slots() * BLOCK);
    this.extSteps = context.ext(leaves * BLOCK);
    this.combined = context.ext(BLOCK);
    this.term = context.ext(BLOCK);
    for (int i = 0; i < constants.length; i++) {
      int at = (leaves + i) * BLOCK;
      Arrays.fill(slots, at, at + BLOCK, constants[i]);
      Ext.fill(extSlots, at, Ext5.of(constants[i]), BLOCK);
    }
  }

  /** Takes the low values of {@code n} pairs and their differences to the high ones. */
  void loadBase(List<Column> leaves, int low, int high, int n) {
    for (int i = 0; i < leaves.size(); i++) {
      Column leaf = leaves.get(i);
      int lowAt = leaf.offset() + low;
      System.arraycopy(leaf.data(), lowAt, slots, i * BLOCK, n);
      kernels.sub(leaf.data(), leaf.offset() + high, leaf.data(), lowAt, steps, i * BLOCK, n);
    }
  }

  void loadExt(List<Ext5Array> leaves, int low, int high, int n) {
    for (int i = 0; i < leaves.size(); i++) {
      Ext5Array leaf = leaves.get(i);
      extSlots.slice(i * BLOCK, n).copyFrom(leaf.slice(low, n));
      Ext.sub(leaf, high, leaf, low, extSteps, i * BLOCK, n);
    }
  }

  /** Moves all leaves to the next point. */
  void stepBase(int n) {
    for (int i = 0; i < plan.leaves().size(); i++) {
      int at = i * BLOCK;
      kernels.add(slots, at, steps, at, slots, at, n);
    }
  }

  void stepExt(int n) {
    for (int i = 0; i < plan.leaves().size(); i++) {
      int at = i * BLOCK;
      Ext.add(extSlots, at, extSteps, at, extSlots, at, n);
    }
  }

  /** {@code Σ_rows eq·(combination of the products)} at the current point. */
  Ext5 evaluateBase(Ext5Array eq, int eqAt, int n) {
    runBase(n);
    Ext.fill(combined, 0, Ext5.ZERO, n);
    for (int i = 0; i < coefficients.size(); i++) {
      Ext.accumulateBase(coefficients.get(i), slots, plan.outputs().get(i) * BLOCK, combined, 0, n);
    }
    return Ext.dot(eq, eqAt, combined, 0, n);
  }

  /** Runs the plan on the base-field slots. */
  void runBase(int n) {
    for (RowPlan.Step step : plan.steps()) {
      int a = step.a() * BLOCK;
      int b = step.b() * BLOCK;
      int target = step.target() * BLOCK;
      switch (step.kind()) {
        case ADD -> kernels.add(slots, a, slots, b, slots, target, n);
        case SUB -> kernels.sub(slots, a, slots, b, slots, target, n);
        case MUL -> kernels.mul(slots, a, slots, b, slots, target, n);
      }
    }
  }

  Ext5 evaluateExt(Ext5Array eq, int eqAt, int n) {
    for (RowPlan.Step step : plan.steps()) {
      int a = step.a() * BLOCK;
      int b = step.b() * BLOCK;
      int target = step.target() * BLOCK;
      switch (step.kind()) {
        case ADD -> Ext.add(extSlots, a, extSlots, b, extSlots, target, n);
        case SUB -> Ext.sub(extSlots, a, extSlots, b, extSlots, target, n);
        case MUL -> Ext.mul(extSlots, a, extSlots, b, extSlots, target, n);
      }
    }
    Ext.fill(combined, 0, Ext5.ZERO, n);
    for (int i = 0; i < coefficients.size(); i++) {
      Ext.scale(extSlots, plan.outputs().get(i) * BLOCK, coefficients.get(i), term, 0, n);
      Ext.add(combined, 0, term, 0, combined, 0, n);
    }
    return Ext.dot(eq, eqAt, combined, 0, n);
  }

  /** Where the base-field values of the {@code output}-th wanted node begin in {@link #slots}. */
  int slotOf(int output) {
    return plan.outputs().get(output) * BLOCK;
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
