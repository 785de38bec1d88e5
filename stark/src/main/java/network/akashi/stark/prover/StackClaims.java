package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.stark.air.Ext5Ops;
import network.akashi.stark.verifier.RowGroups;
import network.akashi.stark.verifier.RowPoint;
import network.akashi.stark.verifier.StackLayout;

/**
 * Weighted claims on one stacked polynomial {@code f}, ready for the first rounds of the opening.
 *
 * <p>A cell's index is {@code row·2^k + c}; a weight {@code eq(z, ·)} splits into {@code eq(z_high,
 * row)·eq(z_low, c)}. All columns of a table share their point, so a table's claims are one claim
 * on the combined column {@code F = Σ coefficient·column}, and contracting {@code F} over its rows
 * with {@code eq(z_high, ·)} leaves a {@link LowTerm} of {@code 2^k} entries.
 *
 * <p>The successor's weight {@code eq(z, · − 1)} splits in two: where subtracting 1 borrows nothing
 * from the row ({@code c ≥ 1}), and where it does ({@code c = 0}, previous row).
 */
final class StackClaims {
  private final ProverContext context;
  private final int lowVariables;
  private final int logRows;
  private final List<LowTerm> terms = new ArrayList<>();
  private final List<RowWeight> rowWeights = new ArrayList<>();

  /** For a stack of {@code variables} variables whose leaves hold {@code 2^lowVariables} cells. */
  StackClaims(ProverContext context, int variables, int lowVariables) {
    this.context = context;
    this.lowVariables = lowVariables;
    this.logRows = variables - lowVariables;
  }

  /** What a claim weighs the rows with, once the low variables are bound: computed late. */
  @FunctionalInterface
  private interface RowWeight {
    void addTo(Ext5Array weights, List<Ext5> low);
  }

  List<LowTerm> terms() {
    return terms;
  }

  int lowSize() {
    return 1 << lowVariables;
  }

  /** Adds a claim at {@code point} on the whole stack, already contracted over the rows. */
  void addPoint(List<Ext5> point, Ext5[] contracted, Ext5 coefficient) {
    List<Ext5> lowPoint = point.subList(0, lowVariables);
    List<Ext5> highPoint = point.subList(lowVariables, point.size());
    Ext5[] scaled = new Ext5[contracted.length];
    for (int c = 0; c < scaled.length; c++) {
      scaled[c] = contracted[c].mul(coefficient);
    }
    terms.add(new LowTerm(scaled, SmallTables.eq(lowPoint)));
    rowWeights.add((weights, low) -> {
      EqTable high = new EqTable(context, highPoint);
      Ext5 factor = coefficient.mul(SmallTables.eq(lowPoint, low));
      addScaled(high.values(), 0, factor, weights, 0, 1 << logRows);
      high.close();
    });
  }

  /** Adds claims at {@code point} on whole columns. */
  void addColumns(
      List<Ext5> point,
      List<Column> columns,
      List<StackLayout.Slot> slots,
      List<Ext5> coefficients) {
    if (columns.isEmpty()) {
      return;
    }
    Ext5[] lowWeights = SmallTables.eq(point.subList(0, lowVariables));
    addColumns(lowWeights, point.subList(lowVariables, point.size()), columns, slots, coefficients);
  }

  /** Adds a combination of whole columns at a point that reads rows in groups. */
  void addRows(
      RowPoint<Ext5> point,
      List<Column> columns,
      List<StackLayout.Slot> slots,
      List<Ext5> coefficients) {
    int low = lowVariables - RowGroups.LOG_SIZE;
    List<Ext5> within = point.weightsWithin(Ext5Ops.INSTANCE);
    Ext5[] groups = SmallTables.eq(point.groups().subList(0, low));
    Ext5[] lowWeights = new Ext5[lowSize()];
    for (int i = 0; i < lowWeights.length; i++) {
      lowWeights[i] = groups[i / RowGroups.SIZE].mul(within.get(i % RowGroups.SIZE));
    }
    List<Ext5> high = point.groups().subList(low, point.groups().size());
    addColumns(lowWeights, high, columns, slots, coefficients);
  }

  private void addColumns(
      Ext5[] lowWeights,
      List<Ext5> highPoint,
      List<Column> columns,
      List<StackLayout.Slot> slots,
      List<Ext5> coefficients) {
    EqTable high = new EqTable(context, highPoint);
    terms.add(
        new LowTerm(contract(columns, coefficients, high.values(), high.length()), lowWeights));
    high.close();
    rowWeights.add((weights, low) -> {
      EqTable rows = new EqTable(context, highPoint);
      Ext5 factor = SmallTables.evaluate(lowWeights, low);
      for (int i = 0; i < slots.size(); i++) {
        Ext5 scaled = factor.mul(coefficients.get(i));
        addScaled(rows.values(), 0, scaled, weights, rowOf(slots.get(i)), rows.length());
      }
      rows.close();
    });
  }

  /**
   * Adds claims on the successors of columns: the weight at {@code b} is {@code eq(point, b − 1)}.
   */
  void addSuccessors(
      List<Ext5> point,
      List<Column> columns,
      List<StackLayout.Slot> slots,
      List<Ext5> coefficients) {
    if (columns.isEmpty()) {
      return;
    }
    List<Ext5> lowPoint = point.subList(0, lowVariables);
    List<Ext5> highPoint = point.subList(lowVariables, point.size());
    Ext5[] eqLow = SmallTables.eq(lowPoint);
    Ext5[] within = ProverContext.zeros(lowSize());
    System.arraycopy(eqLow, 0, within, 1, lowSize() - 1);
    Ext5[] borrow = ProverContext.zeros(lowSize());
    borrow[0] = eqLow[lowSize() - 1];

    EqTable high = new EqTable(context, highPoint);
    terms.add(new LowTerm(contract(columns, coefficients, high.values(), high.length()), within));
    Ext5Array previous = rotated(high);
    terms.add(new LowTerm(contract(columns, coefficients, previous, high.length()), borrow));
    context.giveBack(previous);
    high.close();
    rowWeights.add((weights, low) -> {
      EqTable rows = new EqTable(context, highPoint);
      Ext5Array shifted = rotated(rows);
      Ext5 withinFactor = SmallTables.evaluate(within, low);
      Ext5 borrowFactor = SmallTables.evaluate(borrow, low);
      for (int i = 0; i < slots.size(); i++) {
        int at = rowOf(slots.get(i));
        Ext5 coefficient = coefficients.get(i);
        addScaled(rows.values(), 0, withinFactor.mul(coefficient), weights, at, rows.length());
        addScaled(shifted, 0, borrowFactor.mul(coefficient), weights, at, rows.length());
      }
      context.giveBack(shifted);
      rows.close();
    });
  }

  /** The weight of each row once the low variables are bound to {@code low}. */
  Ext5Array rowWeights(List<Ext5> low) {
    Ext5Array weights = context.ext(1 << logRows);
    Ext.fill(weights, 0, Ext5.ZERO, 1 << logRows);
    rowWeights.forEach(weight -> weight.addTo(weights, low));
    return weights;
  }

  private int rowOf(StackLayout.Slot slot) {
    return (int) (slot.offset() >> lowVariables);
  }

  /** {@code Σ_row rowWeights(row)·Σ_j coefficient_j·column_j(row, c)} for each {@code c}. */
  private Ext5[] contract(
      List<Column> columns, List<Ext5> coefficients, Ext5Array weights, int rows) {
    int width = lowSize();
    List<Ext5Array> scratch = context.perWorker((_, _) -> context.ext(2 * width));
    scratch.forEach(both -> Ext.fill(both, 0, Ext5.ZERO, 2 * width));
    context
        .parallel()
        .forEach(
            rows,
            (from, to, worker) -> {
              Ext5Array both = scratch.get(worker);
              for (int row = from; row < to; row++) {
                Ext.fill(both, width, Ext5.ZERO, width);
                for (int j = 0; j < columns.size(); j++) {
                  Column column = columns.get(j);
                  Ext.accumulateBase(
                      coefficients.get(j),
                      column.data(),
                      column.offset() + row * width,
                      both,
                      width,
                      width);
                }
                Ext.scale(both, width, weights.get(row), both, width, width);
                Ext.add(both, 0, both, width, both, 0, width);
              }
            });
    Ext5[] sums = SmallTables.sum(scratch, width);
    scratch.forEach(context::giveBack);
    return sums;
  }

  private Ext5Array rotated(EqTable table) {
    int length = table.length();
    Ext5Array result = context.ext(length);
    result.slice(1, length - 1).copyFrom(table.values().slice(0, length - 1));
    result.set(0, table.values().get(length - 1));
    return result;
  }

  private void addScaled(
      Ext5Array source, int sourceAt, Ext5 factor, Ext5Array target, int targetAt, int count) {
    List<Ext5Array> scratch = context.perWorker((_, _) -> context.ext(ProverContext.BLOCK));
    context.forBlocks(
        count,
        (from, to, worker) -> {
          Ext5Array block = scratch.get(worker);
          Ext.scale(source, sourceAt + from, factor, block, 0, to - from);
          int at = targetAt + from;
          Ext.add(target, at, block, 0, target, at, to - from);
        });
    scratch.forEach(context::giveBack);
  }
}
