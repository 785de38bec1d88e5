package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.KeccakColumns;
import network.akashi.stark.keccak.KeccakWiring;
import network.akashi.stark.verifier.RowGroups;
import network.akashi.stark.verifier.RowPoint;

/**
 * Proves Keccak-f between columns of one table; {@code KeccakVerifier} has the protocol.
 *
 * <p>The time goes into sums over rows ({@link KeccakReduction}). Sums over the bits of a state are
 * over 2,048 elements whatever the table's height.
 */
final class KeccakProver {
  private static final int BITS = KeccakWiring.BITS;
  private static final int COLUMNS = KeccakWiring.COLUMNS;

  private final ProverContext context;
  private final ProverChannel channel;
  private final TableColumns table;
  private final KeccakColumns columns;
  private final KeccakStates states;
  private final KeccakReduction rows;
  private final Ext5 half = Ext5.of(KoalaBear.inverse(KoalaBear.fromInt(2)));

  KeccakProver(
      ProverContext context, ProverChannel channel, TableColumns table, KeccakColumns columns) {
    this.context = context;
    this.channel = channel;
    this.table = table;
    this.columns = columns;
    this.states = new KeccakStates(context.parallel(), table, columns);
    this.rows = new KeccakReduction(context, channel, states.groups());
  }

  /** {@code Σ_j weights_j·sign_j(point)}: what is known of a state. */
  private record State(RowPoint<Ext5> point, Ext5[] weights) {}

  /** The claims on the table's columns that are left for the opening. */
  List<RowClaim> prove() {
    RowClaim limbs = output();
    State state = new State(limbs.point(), weightsOfSigns(limbs.weights()));
    for (int round = KeccakWiring.ROUNDS - 1; round >= 0; round--) {
      negate(state.weights(), KeccakWiring.constant(round));
      state = linear(chi(state, states.before(round)), states.before(round));
    }
    State squares = squares(states.before(0));
    return List.of(
        limbs,
        new RowClaim(state.point(), columns.bits(), List.of(state.weights())),
        new RowClaim(squares.point(), columns.bits(), List.of(squares.weights())));
  }

  private RowClaim output() {
    RowPoint<Ext5> point = samplePoint();
    List<Ext5> weights = powers(channel.sample(), KeccakWiring.LIMBS);
    RowClaim claim = new RowClaim(point, columns.limbs(), weights);
    channel.send(claim.value(context, table));
    return claim;
  }

  private RowPoint<Ext5> samplePoint() {
    Ext5 within = channel.sample();
    return new RowPoint<>(within, channel.sample(table.logHeight() - RowGroups.LOG_SIZE));
  }

  private State squares(long[] before) {
    RowPoint<Ext5> point = samplePoint();
    List<Ext5> powers = powers(channel.sample(), BITS);
    Ext5Array weights = context.ext(BITS);
    Ext5Array natural = small(KeccakWiring.BIT_VARIABLES);
    for (int bit = 0; bit < BITS; bit++) {
      weights.set(bit, powers.get(bit));
      natural.set(bit, powers.get(bit));
    }
    KeccakReduction.Reduced reduced = rows.run(new KeccakSquareLayer(weights, before), point);
    Ext5Array signs = small(KeccakWiring.BIT_VARIABLES);
    signs.slice(0, BITS).copyFrom(reduced.factors().slice(0, BITS));
    List<Ext5Array> factors = List.of(natural, signs);
    Ext5[] eq = bindIndex(factors, 3, reduced.claim(), KeccakProver::squareSum);
    channel.send(signs.get(0));
    context.giveBack(reduced.factors());
    context.giveBack(weights);
    return new State(reduced.point(), Arrays.copyOf(eq, BITS));
  }

  private static Ext5 squareSum(List<Ext5Array> at, int count) {
    Ext5Array weights = at.getFirst();
    Ext.mul(weights, 0, at.get(1), 0, weights, 0, count);
    return Ext.dot(weights, 0, at.get(1), 0, count);
  }

  private Ext5[] weightsOfSigns(List<Ext5> limbs) {
    Ext5[] weights = new Ext5[BITS];
    for (int limb = 0; limb < KeccakWiring.LIMBS; limb++) {
      Ext5 weight = limbs.get(limb).mul(half).neg();
      for (int i = 0; i < KeccakWiring.LIMB_BITS; i++) {
        weights[KeccakWiring.LIMB_BITS * limb + i] = weight;
        weight = weight.add(weight);
      }
    }
    return weights;
  }

  private static void negate(Ext5[] weights, long bits) {
    for (long left = bits; left != 0; left &= left - 1) {
      int z = Long.numberOfTrailingZeros(left);
      weights[z] = weights[z].neg();
    }
  }

  /** From a state after chi to one before rho. */
  private State chi(State after, long[] before) {
    Ext5Array ordered = context.ext(BITS);
    Ext5Array natural = small(KeccakWiring.BIT_VARIABLES);
    for (int bit = 0; bit < BITS; bit++) {
      Ext5 weight = after.weights()[bit].mul(half);
      ordered.set(KeccakChiLayer.place(bit), weight);
      natural.set(bit, weight);
    }
    KeccakReduction.Reduced reduced = rows.run(new KeccakChiLayer(ordered, before), after.point());
    List<Ext5Array> factors = new ArrayList<>(List.of(natural));
    for (int by = 0; by < 3; by++) {
      Ext5Array factor = small(KeccakWiring.BIT_VARIABLES);
      for (int bit = 0; bit < BITS; bit++) {
        int place = KeccakChiLayer.place(KeccakWiring.right(bit, by));
        factor.set(bit, reduced.factors().get(place));
      }
      factors.add(factor);
    }
    Ext5[] eq = bindIndex(factors, factors.size(), reduced.claim(), KeccakProver::chiSum);
    factors.subList(1, 4).forEach(factor -> channel.send(factor.get(0)));
    context.giveBack(reduced.factors());
    context.giveBack(ordered);

    List<Ext5> mix = powers(channel.sample(), 3);
    Ext5[] moved = new Ext5[BITS];
    for (int bit = 0; bit < BITS; bit++) {
      Ext5 weight = eq[bit];
      for (int by = 1; by < 3; by++) {
        int reader = KeccakWiring.right(bit, KeccakWiring.SIDE - by);
        weight = weight.add(mix.get(by).mul(eq[reader]));
      }
      moved[bit] = weight;
    }
    Ext5[] weights = new Ext5[BITS];
    for (int bit = 0; bit < BITS; bit++) {
      weights[bit] = moved[KeccakWiring.targetBit(bit)];
    }
    return new State(reduced.point(), weights);
  }

  /** {@code Σ w·a·(b·c + c − b + 1)}. */
  private static Ext5 chiSum(List<Ext5Array> at, int count) {
    Ext5Array a = at.get(1);
    Ext5Array b = at.get(2);
    Ext5Array c = at.get(3);
    Ext.mul(a, 0, at.get(0), 0, a, 0, count);
    Ext5 sum = Ext.sum(a, 0, count).add(Ext.dot(a, 0, c, 0, count));
    sum = sum.sub(Ext.dot(a, 0, b, 0, count));
    Ext.mul(b, 0, c, 0, b, 0, count);
    return sum.add(Ext.dot(a, 0, b, 0, count));
  }

  /** Theta, parity and merge. */
  private State linear(State after, long[] before) {
    Ext5Array weights = context.ext(BITS);
    Ext5Array natural = small(KeccakWiring.BIT_VARIABLES);
    for (int bit = 0; bit < BITS; bit++) {
      weights.set(bit, after.weights()[bit]);
      natural.set(bit, after.weights()[bit]);
    }
    KeccakReduction.Reduced reduced =
        rows.run(new KeccakThetaLayer(weights, before), after.point());
    Ext5Array own = small(KeccakWiring.BIT_VARIABLES);
    Ext5Array left = small(KeccakWiring.BIT_VARIABLES);
    Ext5Array right = small(KeccakWiring.BIT_VARIABLES);
    for (int bit = 0; bit < BITS; bit++) {
      int column = bit % COLUMNS;
      own.set(bit, reduced.factors().get(bit));
      left.set(bit, reduced.factors().get(BITS + column));
      right.set(bit, reduced.factors().get(BITS + COLUMNS + column));
    }
    List<Ext5Array> factors = List.of(natural, own, left, right);
    Ext5[] eq = bindIndex(factors, factors.size(), reduced.claim(), KeccakProver::productSum);
    factors.subList(1, 4).forEach(factor -> channel.send(factor.get(0)));
    context.giveBack(reduced.factors());
    context.giveBack(weights);

    Ext5 mix = channel.sample();
    Ext5[] columnWeights = ProverContext.zeros(COLUMNS);
    for (int bit = 0; bit < BITS; bit++) {
      int leftColumn = KeccakWiring.leftColumn(bit);
      int rightColumn = KeccakWiring.rightColumn(bit);
      columnWeights[leftColumn] = columnWeights[leftColumn].add(eq[bit]);
      columnWeights[rightColumn] = columnWeights[rightColumn].add(mix.mul(eq[bit]));
    }
    State viaParity = parity(new State(reduced.point(), columnWeights), before);
    Ext5Array first = SmallTables.toArray(context, Arrays.copyOf(eq, BITS));
    Ext5Array second = SmallTables.toArray(context, viaParity.weights());
    KeccakMerge.Merged merged =
        new KeccakMerge(context, channel, before, states.groups())
            .prove(reduced.point(), first, viaParity.point(), second);
    Ext5 scale = channel.sample();
    Ext.accumulate(second, 0, scale, first, 0, BITS);
    Ext5[] joined = new Ext5[BITS];
    for (int bit = 0; bit < BITS; bit++) {
      joined[bit] = first.get(bit);
    }
    context.giveBack(first);
    context.giveBack(second);
    return new State(merged.point(), joined);
  }

  private static Ext5 productSum(List<Ext5Array> at, int count) {
    Ext5Array product = at.getFirst();
    for (Ext5Array factor : at.subList(1, at.size() - 1)) {
      Ext.mul(product, 0, factor, 0, product, 0, count);
    }
    return Ext.dot(product, 0, at.getLast(), 0, count);
  }

  private State parity(State columnsAfter, long[] before) {
    Ext5Array weights = SmallTables.toArray(context, columnsAfter.weights());
    KeccakReduction.Reduced reduced =
        rows.run(new KeccakParityLayer(weights, before), columnsAfter.point());
    List<Ext5Array> factors = new ArrayList<>();
    Ext5Array natural = small(KeccakWiring.COLUMN_VARIABLES);
    natural.slice(0, COLUMNS).copyFrom(weights);
    factors.add(natural);
    for (int y = 0; y < BITS; y += COLUMNS) {
      Ext5Array factor = small(KeccakWiring.COLUMN_VARIABLES);
      factor.slice(0, COLUMNS).copyFrom(reduced.factors().slice(y, COLUMNS));
      factors.add(factor);
    }
    Ext5[] eq = bindIndex(factors, factors.size(), reduced.claim(), KeccakProver::productSum);
    factors.subList(1, factors.size()).forEach(factor -> channel.send(factor.get(0)));
    context.giveBack(reduced.factors());
    context.giveBack(weights);
    List<Ext5> mix = powers(channel.sample(), KeccakWiring.SIDE);
    Ext5[] bits = new Ext5[BITS];
    for (int bit = 0; bit < BITS; bit++) {
      bits[bit] = mix.get(bit / COLUMNS).mul(eq[bit % COLUMNS]);
    }
    return new State(reduced.point(), bits);
  }

  private Ext5[] bindIndex(
      List<Ext5Array> arrays, int degree, Ext5 claim, IndexSumcheck.Summand summand) {
    List<Ext5> point = new IndexSumcheck(channel, arrays, degree, summand).prove(claim);
    return SmallTables.eq(point);
  }

  private static Ext5Array small(int variables) {
    return Ext5Array.allocate(1 << variables);
  }

  private static List<Ext5> powers(Ext5 base, int count) {
    List<Ext5> powers = new ArrayList<>(List.of(Ext5.ONE));
    while (powers.size() < count) {
      powers.add(powers.getLast().mul(base));
    }
    return powers;
  }
}
