package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.KeccakColumns;
import network.akashi.stark.verifier.ConstraintVerifier.TableClaim;
import network.akashi.stark.verifier.VerifierChannel.Oracle;
import network.akashi.stark.verifier.VerifierChannel.Root;

/**
 * The whole protocol, for one proof shape, over any arithmetic and channel.
 *
 * <ol>
 *   <li>The channel has absorbed version, key digest, public values and table heights.
 *   <li>The root of the stacked main columns, and an out-of-domain sample of it.
 *   <li>LogUp challenges; the fraction tree down to its leaves ({@link GkrVerifier}).
 *   <li>Keccak-f, in each table that asks for it ({@link KeccakVerifier}).
 *   <li>One sumcheck over all tables down to column openings ({@link ConstraintVerifier}).
 *   <li>All column openings, and the sample of step 2, as weighted sums of the stacked polynomial
 *       ({@link WhirVerifier}).
 * </ol>
 *
 * <p>Preprocessed columns are a second polynomial {@code g} beside the main one {@code f}. They are
 * opened together as {@code (1 − s)·f + s·g}, where {@code s} is one more variable, bound right
 * after the low variables of the leaf. If {@code g} has {@code 2^d} times fewer rows than {@code
 * f}, it is read as {@code g(Y^(2^d))}: its rows sit at multiples of {@code 2^d}, and its leaf at
 * {@code y} is the leaf of its own smaller tree at {@code y^(2^d)}; so the key's commitment serves
 * any height.
 */
final class StarkVerifier<B, E> {
  private final Arithmetic<B, E> ops;
  private final VerifierChannel<B, E> channel;
  private final ProofShape shape;
  private final List<B> publicValues;

  StarkVerifier(
      Arithmetic<B, E> ops, VerifierChannel<B, E> channel, ProofShape shape, List<B> publicValues) {
    this.ops = ops;
    this.channel = channel;
    this.shape = shape;
    this.publicValues = publicValues;
  }

  /** Runs to the end if the proof is valid; otherwise the arithmetic or channel refuses it. */
  void verify() {
    int firstFold = shape.key().security().firstFold();
    int logLeaves = shape.whir().iterations().getFirst().logLeaves();
    List<Oracle<B>> oracles = new ArrayList<>();
    oracles.add(new Oracle<>(channel.receiveRoot(), logLeaves, 1 << firstFold));
    WhirVerifier.Claim<E> sample = WhirVerifier.outOfDomain(ops, channel, shape.main().variables());

    LogUpChallenges<E> logUp = LogUpChallenges.sample(ops, channel);
    GkrVerifier.LeafClaim<E> leaves =
        shape.hasInteractions()
            ? new GkrVerifier<>(ops, channel).verify(shape.fractions().variables())
            : new GkrVerifier.LeafClaim<>(ops.constant(0), ops.constant(1), List.of());
    List<RowClaims<E>> keccak = keccak();
    List<TableClaim<E>> tables =
        new ConstraintVerifier<>(ops, channel, shape, publicValues).verify(logUp, leaves);

    List<WhirVerifier.Claim<E>> claims = new ArrayList<>();
    claims.add(new WhirVerifier.Claim<>(mainWeight(sample.weight().extension()), sample.value()));
    addMainClaims(claims, tables);
    keccak.forEach(ofTable -> addRowClaims(claims, ofTable));
    shape
        .preprocessed()
        .ifPresent(layout -> {
          int logPart = layout.variables() - firstFold;
          int rate = shape.key().security().logInverseRate();
          oracles.add(new Oracle<>(preprocessedRoot(), logPart + rate, 1 << firstFold));
          addPreprocessedClaims(claims, tables, layout);
        });
    new WhirVerifier<>(ops, channel, shape.whir()).verify(oracles, claims);
  }

  /** What Keccak-f in a table comes down to, with the place of the table's first column. */
  private record RowClaims<E>(
      int firstSlot, KeccakColumns columns, KeccakVerifier.Outcome<E> outcome) {}

  private List<RowClaims<E>> keccak() {
    List<RowClaims<E>> claims = new ArrayList<>();
    int slot = 0;
    for (TableShape table : shape.tables()) {
      AirProgram program = shape.program(table);
      Optional<KeccakColumns> columns = program.keccak();
      if (columns.isPresent()) {
        KeccakVerifier<B, E> verifier = new KeccakVerifier<>(ops, channel);
        claims.add(new RowClaims<>(slot, columns.get(), verifier.verify(table.logHeight())));
      }
      slot += program.layout().main().size();
    }
    return claims;
  }

  private void addRowClaims(List<WhirVerifier.Claim<E>> claims, RowClaims<E> ofTable) {
    KeccakColumns columns = ofTable.columns();
    KeccakVerifier.Outcome<E> outcome = ofTable.outcome();
    claims.add(rowClaim(ofTable.firstSlot() + columns.limbs(), outcome.limbs()));
    claims.add(rowClaim(ofTable.firstSlot() + columns.bits(), outcome.bits()));
    claims.add(rowClaim(ofTable.firstSlot() + columns.bits(), outcome.squares()));
  }

  private WhirVerifier.Claim<E> rowClaim(int firstSlot, KeccakVerifier.Claim<E> claim) {
    List<StackLayout.Slot> slots =
        shape.main().slots().subList(firstSlot, firstSlot + claim.weights().size());
    int height = slots.getFirst().logHeight();
    return new WhirVerifier.Claim<>(
        mainWeight(at -> {
          List<E> high = at.subList(height, at.size());
          E inBlocks = ops.constant(0);
          for (int c = 0; c < slots.size(); c++) {
            E inBlock = Multilinear.eqIndex(ops, high, slots.get(c).block());
            inBlocks = ops.add(inBlocks, ops.mul(claim.weights().get(c), inBlock));
          }
          return ops.mul(inBlocks, claim.point().weightAt(ops, at.subList(0, height)));
        }),
        claim.value());
  }

  private Root<B> preprocessedRoot() {
    return new Root<>(
        shape.key().preprocessed().orElseThrow().root().stream()
            .map(element -> ops.base(KoalaBear.fromInt(element)))
            .toList());
  }

  private void addMainClaims(List<WhirVerifier.Claim<E>> claims, List<TableClaim<E>> tables) {
    int column = 0;
    for (int t = 0; t < tables.size(); t++) {
      AirProgram program = shape.program(shape.tables().get(t));
      TableClaim<E> opened = tables.get(t);
      List<StackLayout.Slot> slots =
          shape.main().slots().subList(column, column + program.layout().main().size());
      column += slots.size();
      for (int c = 0; c < slots.size(); c++) {
        StackLayout.Slot slot = slots.get(c);
        claims.add(
            new WhirVerifier.Claim<>(
                mainWeight(
                    at -> blockWeight(slot, at, low -> Multilinear.eq(ops, opened.point(), low))),
                opened.main().get(c)));
      }
      List<Integer> nextColumns = program.nextColumns();
      for (int i = 0; i < nextColumns.size(); i++) {
        StackLayout.Slot slot = slots.get(nextColumns.get(i));
        claims.add(
            new WhirVerifier.Claim<>(
                mainWeight(at ->
                    blockWeight(slot, at, low -> Multilinear.successor(ops, opened.point(), low))),
                opened.next().get(i)));
      }
    }
  }

  private void addPreprocessedClaims(
      List<WhirVerifier.Claim<E>> claims, List<TableClaim<E>> tables, StackLayout layout) {
    int column = 0;
    for (TableClaim<E> opened : tables) {
      for (E value : opened.preprocessed()) {
        StackLayout.Slot slot = layout.slots().get(column++);
        claims.add(
            new WhirVerifier.Claim<>(
                preprocessedWeight(
                    layout.variables(),
                    at -> blockWeight(slot, at, low -> Multilinear.eq(ops, opened.point(), low))),
                value));
      }
    }
  }

  /** A weight on one column, as a weight on the stack: zero outside of the column's block. */
  private E blockWeight(StackLayout.Slot slot, List<E> at, Weight.Extension<E> column) {
    int height = slot.logHeight();
    E inBlock = Multilinear.eqIndex(ops, at.subList(height, at.size()), slot.block());
    return ops.mul(inBlock, column.at(at.subList(0, height)));
  }

  private int jointVariables() {
    return shape.whir().iterations().getFirst().variables();
  }

  private Weight<E> mainWeight(Weight.Extension<E> extension) {
    if (shape.preprocessed().isEmpty()) {
      return new Weight<>(jointVariables(), extension);
    }
    int selector = shape.key().security().firstFold();
    return new Weight<>(
        jointVariables(),
        at -> {
          List<E> own = new ArrayList<>(at);
          E factor = ops.sub(ops.constant(1), own.remove(selector));
          return ops.mul(factor, extension.at(own));
        });
  }

  private Weight<E> preprocessedWeight(int variables, Weight.Extension<E> extension) {
    int selector = shape.key().security().firstFold();
    int stretch = shape.main().variables() - variables;
    return new Weight<>(
        jointVariables(),
        at -> {
          E factor = at.get(selector);
          for (E skipped : at.subList(selector + 1, selector + 1 + stretch)) {
            factor = ops.mul(factor, ops.sub(ops.constant(1), skipped));
          }
          List<E> own = new ArrayList<>(at.subList(0, selector));
          own.addAll(at.subList(selector + 1 + stretch, at.size()));
          return ops.mul(factor, extension.at(own));
        });
  }
}
