package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.Op;
import network.akashi.stark.security.WhirIteration;
import network.akashi.stark.verifier.ProofShape;
import network.akashi.stark.verifier.StackLayout;

/**
 * Opens the stacked polynomials at everything that is claimed of them: turns column openings into
 * weighted claims, runs the first rounds on small tables, and hands over to {@link WhirProver}.
 *
 * <p>With preprocessed columns there are two polynomials, joined by one more variable that is bound
 * after the low ones; {@code StarkVerifier} describes how.
 */
final class Opening {
  private final ProverContext context;
  private final ProverChannel channel;
  private final ProofShape shape;
  private final int lowVariables;

  Opening(ProverContext context, ProverChannel channel, ProofShape shape) {
    this.context = context;
    this.channel = channel;
    this.shape = shape;
    this.lowVariables = shape.key().security().firstFold();
  }

  /** The out-of-domain sample of the main polynomial, contracted over its rows. */
  record Sample(List<Ext5> point, Ext5[] contracted) {}

  /** Claims on columns of the table with number {@code table} of the proof. */
  record TableRowClaims(int table, List<RowClaim> claims) {
    TableRowClaims {
      claims = List.copyOf(claims);
    }
  }

  /** A stacked polynomial, its commitment and the claims on it. */
  private record Part(int[] cells, int variables, OracleTree tree, StackClaims claims) {}

  /** Samples a point right after the commitment and sends the value there. */
  Sample sample(int[] cells) {
    List<Ext5> point = channel.sample(shape.main().variables());
    EqTable rows = new EqTable(context, point.subList(lowVariables, point.size()));
    Ext5[] contracted = RowContraction.contract(context, cells, 1 << lowVariables, rows);
    rows.close();
    channel.send(SmallTables.evaluate(contracted, point.subList(0, lowVariables)));
    return new Sample(point, contracted);
  }

  void prove(
      MainStack main,
      OracleTree mainTree,
      Optional<OracleTree> preprocessedTree,
      int[] preprocessedCells,
      Sample sample,
      List<Openings> openings,
      List<TableRowClaims> rowClaims) {
    List<Part> parts = new ArrayList<>();
    int variables = shape.main().variables();
    parts.add(
        new Part(
            main.cells(), variables, mainTree, new StackClaims(context, variables, lowVariables)));
    preprocessedTree.ifPresent(tree -> {
      int own = shape.preprocessed().orElseThrow().variables();
      parts.add(
          new Part(preprocessedCells, own, tree, new StackClaims(context, own, lowVariables)));
    });
    addClaims(parts, main.tables(), sample, openings, rowClaims);

    WhirIteration first = shape.whir().iterations().getFirst();
    int grinding = shape.key().security().foldGrindingBits();
    List<Ext5> low = lowRounds(parts, grinding);
    Ext5Array values = joinRows(parts, low);
    Ext5Array weights = joinWeights(parts, low);
    WhirProver whir = new WhirProver(context, channel, shape.whir(), values, weights);
    whir.fold(first.fold() - lowVariables, grinding);
    whir.prove(parts.stream().map(Part::tree).toList());
    context.giveBack(values);
    context.giveBack(weights);
  }

  private void addClaims(
      List<Part> parts,
      List<TableColumns> tables,
      Sample sample,
      List<Openings> openings,
      List<TableRowClaims> rowClaims) {
    Powers coefficients = new Powers(channel.sample());
    StackClaims claims = parts.getFirst().claims();
    claims.addPoint(sample.point(), sample.contracted(), coefficients.next());
    int column = 0;
    for (int t = 0; t < tables.size(); t++) {
      TableColumns table = tables.get(t);
      List<Ext5> point = openings.get(t).point();
      List<StackLayout.Slot> slots =
          shape.main().slots().subList(column, column + table.main().size());
      column += slots.size();
      claims.addColumns(point, table.main(), slots, coefficients.next(slots.size()));
      AirProgram program = table.program();
      List<Integer> next = program.nextColumns();
      claims.addSuccessors(
          point,
          next.stream().map(c -> table.leaf(Op.MAIN, c)).toList(),
          next.stream().map(slots::get).toList(),
          coefficients.next(next.size()));
    }
    addRowClaims(claims, tables, rowClaims, coefficients);
    if (parts.size() > 1) {
      List<StackLayout.Slot> slots = shape.preprocessed().orElseThrow().slots();
      int used = 0;
      for (int t = 0; t < tables.size(); t++) {
        List<Column> columns = tables.get(t).preprocessed();
        parts
            .getLast()
            .claims()
            .addColumns(
                openings.get(t).point(),
                columns,
                slots.subList(used, used + columns.size()),
                coefficients.next(columns.size()));
        used += columns.size();
      }
    }
  }

  private void addRowClaims(
      StackClaims claims,
      List<TableColumns> tables,
      List<TableRowClaims> rowClaims,
      Powers coefficients) {
    for (TableRowClaims ofTable : rowClaims) {
      int before = tables.subList(0, ofTable.table()).stream().mapToInt(t -> t.main().size()).sum();
      for (RowClaim claim : ofTable.claims()) {
        Ext5 coefficient = coefficients.next();
        int from = before + claim.first();
        claims.addRows(
            claim.point(),
            claim.columns(tables.get(ofTable.table())),
            shape.main().slots().subList(from, from + claim.weights().size()),
            claim.weights().stream().map(coefficient::mul).toList());
      }
    }
  }

  /** Binds the low variables. */
  private List<Ext5> lowRounds(List<Part> parts, int grindingBits) {
    List<LowTerm> terms = parts.stream().flatMap(part -> part.claims().terms().stream()).toList();
    List<Ext5> challenges = new ArrayList<>();
    for (int round = 0; round < lowVariables; round++) {
      Ext5[] message = ProverContext.zeros(3);
      terms.forEach(term -> term.contribute(message));
      EqMessage.send(channel, message);
      channel.grind(grindingBits);
      Ext5 challenge = channel.sample();
      challenges.add(challenge);
      terms.forEach(term -> term.bind(challenge));
    }
    return challenges;
  }

  /** The rows of all parts with the low variables bound, bit-reversed. */
  private Ext5Array joinRows(List<Part> parts, List<Ext5> low) {
    Ext5Array result = jointArray(parts);
    int offset = 0;
    for (Part part : parts) {
      RowContraction.bindRows(
          context,
          part.cells(),
          SmallTables.toArray(context, SmallTables.eq(low)),
          ReversedRows.of(result, offset, logRows(), part.variables() - lowVariables));
      offset += 1 << logRows();
    }
    return result;
  }

  private Ext5Array joinWeights(List<Part> parts, List<Ext5> low) {
    Ext5Array result = jointArray(parts);
    int offset = 0;
    for (Part part : parts) {
      Ext5Array rows = part.claims().rowWeights(low);
      ReversedRows target =
          ReversedRows.of(result, offset, logRows(), part.variables() - lowVariables);
      context
          .parallel()
          .forEach(
              rows.length(),
              (from, to, _) -> {
                for (int row = from; row < to; row++) {
                  target.set(row, rows.get(row));
                }
              });
      context.giveBack(rows);
      offset += 1 << logRows();
    }
    return result;
  }

  private Ext5Array jointArray(List<Part> parts) {
    int length = parts.size() << logRows();
    Ext5Array result = context.ext(length);
    Ext.fill(result, 0, Ext5.ZERO, length);
    return result;
  }

  private int logRows() {
    return shape.main().variables() - lowVariables;
  }
}
