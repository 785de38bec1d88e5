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
  Ext5 join(Ext5 joinScale, Ext5 zeta, EqTable eq) {
    scale = joinScale;
    Ext5[] values = evaluate(eq, true);
    current = interpolation.coefficients(values);
    claim = Ext5.ONE.sub(zeta).mul(values[0]).add(zeta.mul(values[1]));
    return claim;
  }

  /**
   * Prepares the round that binds the coordinate {@code zeta}; not called for the joining round.
   */
  void prepare(Ext5 zeta, EqTable eq) {
    Ext5[] values = evaluate(eq, false);
    values[1] = EqMessage.valueAtOne(claim, zeta, values[0]);
    current = interpolation.coefficients(values);
  }

  /** Adds this table's share of the round polynomial. */
  void contribute(Ext5[] message, Ext5 zeta) {
    EqMessage.accumulate(message, scale, zeta, current);
  }

  private Ext5[] evaluate(EqTable eq, boolean withOne) {
    int pairs = length / 2;
    return context.sum(
        pairs,
        degree + 1,
        (from, to, worker, sums) -> {
          int n = to - from;
          BlockEvaluator evaluator = evaluators.get(worker);
          boolean base = bound.isEmpty();
          if (base) {
            evaluator.loadBase(columns, from, pairs + from, n);
          } else {
            evaluator.loadExt(bound, from, pairs + from, n);
          }
          Ext5 linearAtZero = Ext.dot(eq.values(), from, linear, from, n);
          Ext5 slope = Ext.dot(eq.values(), from, linear, pairs + from, n).sub(linearAtZero);
          Ext5 linearValue = linearAtZero;
          for (int x = 0; x <= degree; x++) {
            if (x != 1 || withOne) {
              Ext5 products =
                  base
                      ? evaluator.evaluateBase(eq.values(), from, n)
                      : evaluator.evaluateExt(eq.values(), from, n);
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
        });
  }

  /** Binds the current variable to {@code challenge}. */
  void bind(Ext5 zeta, Ext5 challenge) {
    int pairs = length / 2;
    boolean base = bound.isEmpty();
    if (base) {
      columns.forEach(_ -> bound.add(context.ext(pairs)));
    }
    context.forBlocks(
        pairs,
        (from, to, _) -> {
          int n = to - from;
          Ext.bind(linear, from, linear, pairs + from, challenge, linear, from, n);
          for (int i = 0; i < bound.size(); i++) {
            Ext5Array target = bound.get(i);
            if (base) {
              Column column = columns.get(i);
              int low = column.offset() + from;
              Ext.bindBase(
                  column.data(), low, column.data(), pairs + low, challenge, target, from, n);
            } else {
              Ext.bind(target, from, target, pairs + from, challenge, target, from, n);
            }
          }
        });
    length = pairs;
    claim = EqMessage.evaluate(current, challenge);
    scale = scale.mul(EqMessage.factor(zeta, challenge));
  }

  void close() {
    evaluators.forEach(evaluator -> evaluator.close(context));
    bound.forEach(context::giveBack);
    context.giveBack(linear);
  }
}
