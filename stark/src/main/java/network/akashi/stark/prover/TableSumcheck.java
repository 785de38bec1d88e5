package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Node;

/**
 * One table's part of the constraint sumcheck: {@code Σ_b eq(ζ, b)·G(b)}, where {@code G} is the
 * random combination of the table's constraints and LogUp terms.
 *
 * <p>The linear part of {@code G} is one extension array, formed once and bound from round to
 * round; the products read their own columns. In the table's first round these are base-field
 * columns where they lie; binding turns them into extension arrays of half the height.
 */
final class TableSumcheck {
  private final ProverContext context;
  private final int logHeight;
  private final RowPlan plan;
  private final int degree;
  private final Interpolation interpolation;
  private final List<Column> columns = new ArrayList<>();
  private final List<Ext5Array> bound = new ArrayList<>();
  private final List<BlockEvaluator> evaluators;
  private final Ext5Array linear;
  private int length;
  private Ext5 scale = Ext5.ONE;
  private Ext5 claim = Ext5.ZERO;
  private Ext5[] current = new Ext5[0];

  TableSumcheck(
      ProverContext context,
      TableColumns table,
      RowCombination combination,
      List<Integer> publicValues) {
    this.context = context;
    this.logHeight = table.logHeight();
    this.length = table.height();
    AirProgram program = table.program();
    this.degree = program.degree();
    this.interpolation = new Interpolation(degree);
    this.plan =
        RowPlan.of(
            program, combination.products().stream().map(RowCombination.Term::node).toList());
    List<Node> nodes = program.nodes();
    for (int leaf : plan.leaves()) {
      columns.add(table.leaf(nodes.get(leaf).op(), nodes.get(leaf).a()));
    }
    int[] constants = RowCombination.constants(nodes, publicValues);
    int[] used = plan.constants().stream().mapToInt(n -> constants[n]).toArray();
    List<Ext5> coefficients =
        combination.products().stream().map(RowCombination.Term::coefficient).toList();
    this.evaluators =
        context.perWorker((_, _) -> new BlockEvaluator(context, plan, coefficients, used));
    this.linear = context.ext(length);
    List<Column> linearColumns = new ArrayList<>();
    for (RowCombination.Term term : combination.leaves()) {
      Node node = nodes.get(term.node());
      linearColumns.add(table.leaf(node.op(), node.a()));
    }
    context.forBlocks(
        length,
        (from, to, _) -> {
          Ext.fill(linear, from, combination.constant(), to - from);
          for (int i = 0; i < linearColumns.size(); i++) {
            Ext5 coefficient = combination.leaves().get(i).coefficient();
            Column column = linearColumns.get(i);
            Ext.accumulateBase(
                coefficient, column.data(), column.offset() + from, linear, from, to - from);
          }
        });
  }

  int logHeight() {
    return logHeight;
  }

  /**
   * Joins the sumcheck with the product of the challenges so far; returns this table's whole sum.
   */
  Ext5 join(Ext5 joinScale, Ext5 zeta, SplitEq eq) {
    scale = joinScale;
    int pairs = length / 2;
    Ext5[] values =
        context.sum(
            pairs,
            degree + 1,
            BlockEvaluator.blockFor(plan),
            (from, to, worker, sums) -> {
              evaluators.get(worker).loadBase(columns, from, pairs + from, to - from);
              addSums(eq, pairs, from, to - from, worker, true, sums);
            });
    current = interpolation.coefficients(values);
    claim = Ext5.ONE.sub(zeta).mul(values[0]).add(zeta.mul(values[1]));
    return claim;
  }

  /** Adds this table's share of the round polynomial. */
  void contribute(Ext5[] message, Ext5 zeta) {
    EqMessage.accumulate(message, scale, zeta, current);
  }

  /**
   * Adds the values at 0, 1, 2, … for a block of pairs that is loaded; in rounds after the first
   * one the value at 1 is left out, which follows from the claim.
   */
  private void addSums(
      SplitEq eq, int pairs, int from, int n, int worker, boolean base, Ext5[] sums) {
    BlockEvaluator evaluator = evaluators.get(worker);
    Ext5 linearAtZero = eq.dot(from, linear, from, n);
    Ext5 slope = eq.dot(from, linear, pairs + from, n).sub(linearAtZero);
    Ext5 linearValue = linearAtZero;
    for (int x = 0; x <= degree; x++) {
      if (x != 1 || base) {
        Ext5 products =
            base ? evaluator.evaluateBase(eq, from, n) : evaluator.evaluateExt(eq, from, n);
        sums[x] = sums[x].add(linearValue).add(products);
      }
      if (x < degree) {
        linearValue = linearValue.add(slope);
        if (base) {
          evaluator.stepBase(n);
        } else {
          evaluator.stepExt(n);
        }
      }
    }
  }

  /**
   * Binds the current variable, whose coordinate is {@code zeta}, to {@code challenge}, and gets
   * ready for the next one, whose coordinate is {@code next}: what a block binds is evaluated while
   * it is in the cache.
   *
   * @param eq for the next round
   */
  void bind(Ext5 zeta, Ext5 challenge, Ext5 next, SplitEq eq) {
    boolean base = bound.isEmpty();
    int half = length / 2;
    if (base) {
      columns.forEach(_ -> bound.add(context.ext(half)));
    }
    length = half;
    claim = EqMessage.evaluate(current, challenge);
    scale = scale.mul(EqMessage.factor(zeta, challenge));
    if (half == 1) {
      bind(challenge, half, 0, 1, base);
      return;
    }
    int pairs = half / 2;
    Ext5[] values =
        context.sum(
            pairs,
            degree + 1,
            BlockEvaluator.blockFor(plan),
            (from, to, worker, sums) -> {
              bind(challenge, half, from, to - from, base);
              bind(challenge, half, pairs + from, to - from, base);
              evaluators.get(worker).loadExt(bound, from, pairs + from, to - from);
              addSums(eq, pairs, from, to - from, worker, false, sums);
            });
    values[1] = EqMessage.valueAtOne(claim, next, values[0]);
    current = interpolation.coefficients(values);
  }

  private void bind(Ext5 challenge, int half, int at, int n, boolean base) {
    Ext.bind(linear, at, linear, half + at, challenge, linear, at, n);
    for (int i = 0; i < bound.size(); i++) {
      Ext5Array target = bound.get(i);
      if (base) {
        Column column = columns.get(i);
        int low = column.offset() + at;
        Ext.bindBase(column.data(), low, column.data(), half + low, challenge, target, at, n);
      } else {
        Ext.bind(target, at, target, half + at, challenge, target, at, n);
      }
    }
  }

  void close() {
    evaluators.forEach(evaluator -> evaluator.close(context));
    bound.forEach(context::giveBack);
    context.giveBack(linear);
  }
}
