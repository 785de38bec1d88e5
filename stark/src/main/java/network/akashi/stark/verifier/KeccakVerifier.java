package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.stark.keccak.KeccakWiring;

/**
 * Verifies that in every row of a table Keccak-f leads from some columns to others ({@code
 * KeccakColumns}), without a column for anything between.
 *
 * <p>A layered circuit, the same in each row, proven from its output to its input (Goldwasser,
 * Kalai, Rothblum 2008). The state after any round is a function of row and bit, and what is known
 * of it on the way is one claim: {@code Σ_j W_j·s_j(P) = c}, where {@code s_j} is the column of bit
 * {@code j} as signs, {@code P} a point of the rows, and {@code W} known to both. So a layer costs
 * a few hundred elements of proof, not one for each of its 1,600 bits.
 *
 * <p>From the claim after a round to that before it:
 *
 * <pre>
 *   claim on s(k+1) at P
 *     │ iota: signs of W                 chi: rows, then bits; three openings b, b₁, b₂ of B
 *   claim on B at P'
 *     │ rho, pi: W permuted              theta: rows, then bits; openings a of A, d₁, d₂ of C
 *   claim on A at P'', claim on C at P''
 *     │                                  parity: rows, then columns; five openings of A
 *   claims on A at P'' and at P'''
 *     │                                  merge: rows; one point for both
 *   claim on A = s(k)
 * </pre>
 *
 * Openings of a layer are sums over the same columns with other weights, {@code Σ_j eq(s, j)·B_j}:
 * with powers of a challenge they are one claim again. What a layer is made of is in {@link
 * KeccakWiring}, and how rows are bound in {@link RowReduction}.
 *
 * <p>It begins with a random combination of the output limbs at a random point, which the opening
 * of the stack proves, and ends in one of the input bits. That these are bits is one layer more.
 */
final class KeccakVerifier<B, E> {
  /** Columns in a product of chi or theta. */
  static final int STATE_FACTORS = 3;

  /** Columns in a product of parity. */
  static final int PARITY_FACTORS = KeccakWiring.SIDE;

  /** Columns in a square. */
  static final int SQUARE_FACTORS = 2;

  /** Degree in {@code T} of a product of two row weights, divided by that of a column. */
  static final int MERGE_FACTORS = 2;

  private final Arithmetic<B, E> ops;
  private final VerifierChannel<B, E> channel;
  private final RowReduction<B, E> rows;

  KeccakVerifier(Arithmetic<B, E> ops, VerifierChannel<B, E> channel) {
    this.ops = ops;
    this.channel = channel;
    this.rows = new RowReduction<>(ops, channel);
  }

  /** {@code Σ_c weights_c·column_c(point) = value}, over columns one after the other. */
  record Claim<E>(RowPoint<E> point, List<E> weights, E value) {}

  /** What remains to be shown: a claim on the limbs that come out, two on the bits that go in. */
  record Outcome<E>(Claim<E> limbs, Claim<E> bits, Claim<E> squares) {}

  Outcome<E> verify(int logHeight) {
    Claim<E> limbs = output(logHeight);
    Claim<E> state = signsOfLimbs(limbs);
    for (int round = KeccakWiring.ROUNDS - 1; round >= 0; round--) {
      Claim<E> beforeChi = chi(withoutConstant(state, round));
      state = linear(backThroughMoves(beforeChi));
    }
    return new Outcome<>(limbs, bitsOfSigns(state), bitsOfSigns(squares(logHeight)));
  }

  private Claim<E> output(int logHeight) {
    RowPoint<E> point = samplePoint(logHeight);
    List<E> weights = powers(channel.sample(), KeccakWiring.LIMBS);
    return new Claim<>(point, weights, channel.receive());
  }

  private RowPoint<E> samplePoint(int logHeight) {
    E within = channel.sample();
    List<E> groups = new ArrayList<>();
    for (int i = RowGroups.LOG_SIZE; i < logHeight; i++) {
      groups.add(channel.sample());
    }
    return new RowPoint<>(within, groups);
  }

  /**
   * That the cells which go in are bits: their signs' squares are 1, so at any point and with any
   * weights they come to the sum of the weights.
   */
  private Claim<E> squares(int logHeight) {
    RowPoint<E> point = samplePoint(logHeight);
    List<E> weights = powers(channel.sample(), KeccakWiring.BITS);
    RowReduction.Reduced<E> reduced = rows.run(point, sum(weights), SQUARE_FACTORS);
    Bound<E> bits = bindIndex(reduced.claim(), KeccakWiring.BIT_VARIABLES, SQUARE_FACTORS + 1);
    E opened = channel.receive();
    requireProduct(bits, weights, ops.mul(opened, opened));
    return new Claim<>(reduced.point(), bits.eq().subList(0, KeccakWiring.BITS), opened);
  }

  /** A limb is {@code Σ_i 2^i·(1 − s_i)/2}. */
  private Claim<E> signsOfLimbs(Claim<E> limbs) {
    List<E> weights = new ArrayList<>();
    E value = limbs.value();
    for (E limb : limbs.weights()) {
      E half = ops.mul(limb, ops.constant(half()));
      value = ops.sub(value, ops.mul(half, ops.constant((1 << KeccakWiring.LIMB_BITS) - 1)));
      E weight = ops.neg(half);
      for (int i = 0; i < KeccakWiring.LIMB_BITS; i++) {
        weights.add(weight);
        weight = ops.add(weight, weight);
      }
    }
    return new Claim<>(limbs.point(), weights, value);
  }

  /** A sign is {@code 1 − 2·bit}. */
  private Claim<E> bitsOfSigns(Claim<E> signs) {
    E value = ops.mul(ops.sub(sum(signs.weights()), signs.value()), ops.constant(half()));
    return new Claim<>(signs.point(), signs.weights(), value);
  }

  private E sum(List<E> summands) {
    E sum = ops.constant(0);
    for (E summand : summands) {
      sum = ops.add(sum, summand);
    }
    return sum;
  }

  private static long half() {
    return (KoalaBear.P + 1) / 2;
  }

  private Claim<E> withoutConstant(Claim<E> state, int round) {
    List<E> weights = new ArrayList<>(state.weights());
    long constant = KeccakWiring.constant(round);
    for (int z = 0; z < KeccakWiring.LANE_BITS; z++) {
      if ((constant >>> z & 1) == 1) {
        weights.set(z, ops.neg(weights.get(z)));
      }
    }
    return new Claim<>(state.point(), weights, state.value());
  }

  private Claim<E> chi(Claim<E> claim) {
    RowReduction.Reduced<E> reduced = rows.run(claim.point(), claim.value(), STATE_FACTORS);
    Bound<E> bits = bindIndex(reduced.claim(), KeccakWiring.BIT_VARIABLES, STATE_FACTORS + 1);
    List<E> opened = channel.receive(STATE_FACTORS);
    E one = ops.constant(1);
    E first = ops.add(opened.get(1), one);
    E second = ops.sub(opened.get(2), one);
    E two = ops.constant(2);
    E chi = ops.mul(opened.getFirst(), ops.add(ops.mul(first, second), two));
    requireProduct(bits, claim.weights(), ops.mul(chi, ops.constant(half())));

    List<E> mix = powers(channel.sample(), STATE_FACTORS);
    List<E> weights = new ArrayList<>();
    for (int bit = 0; bit < KeccakWiring.BITS; bit++) {
      E weight = ops.constant(0);
      for (int by = 0; by < STATE_FACTORS; by++) {
        int reader = KeccakWiring.right(bit, KeccakWiring.SIDE - by);
        weight = ops.add(weight, ops.mul(mix.get(by), bits.eq().get(reader)));
      }
      weights.add(weight);
    }
    return new Claim<>(reduced.point(), weights, RowPoint.dot(ops, mix, opened));
  }

  private Claim<E> backThroughMoves(Claim<E> moved) {
    List<E> weights = new ArrayList<>();
    for (int bit = 0; bit < KeccakWiring.BITS; bit++) {
      weights.add(moved.weights().get(KeccakWiring.targetBit(bit)));
    }
    return new Claim<>(moved.point(), weights, moved.value());
  }

  /** Theta, parity and merge. */
  private Claim<E> linear(Claim<E> claim) {
    RowReduction.Reduced<E> reduced = rows.run(claim.point(), claim.value(), STATE_FACTORS);
    Bound<E> bits = bindIndex(reduced.claim(), KeccakWiring.BIT_VARIABLES, STATE_FACTORS + 1);
    List<E> opened = channel.receive(STATE_FACTORS);
    E product = ops.mul(opened.get(0), ops.mul(opened.get(1), opened.get(2)));
    requireProduct(bits, claim.weights(), product);

    List<E> ownWeights = bits.eq().subList(0, KeccakWiring.BITS);
    Claim<E> own = new Claim<>(reduced.point(), ownWeights, opened.getFirst());
    E mix = channel.sample();
    List<E> columns = new ArrayList<>();
    for (int column = 0; column < KeccakWiring.COLUMNS; column++) {
      columns.add(ops.constant(0));
    }
    for (int bit = 0; bit < KeccakWiring.BITS; bit++) {
      E eq = bits.eq().get(bit);
      add(columns, KeccakWiring.leftColumn(bit), eq);
      add(columns, KeccakWiring.rightColumn(bit), ops.mul(mix, eq));
    }
    E value = ops.add(opened.get(1), ops.mul(mix, opened.get(2)));
    return merge(own, parity(new Claim<>(reduced.point(), columns, value)));
  }

  private void add(List<E> sums, int index, E summand) {
    sums.set(index, ops.add(sums.get(index), summand));
  }

  private Claim<E> parity(Claim<E> claim) {
    RowReduction.Reduced<E> reduced = rows.run(claim.point(), claim.value(), PARITY_FACTORS);
    Bound<E> columns =
        bindIndex(reduced.claim(), KeccakWiring.COLUMN_VARIABLES, PARITY_FACTORS + 1);
    List<E> opened = channel.receive(PARITY_FACTORS);
    E product = ops.constant(1);
    for (E factor : opened) {
      product = ops.mul(product, factor);
    }
    requireProduct(columns, claim.weights(), product);

    List<E> mix = powers(channel.sample(), PARITY_FACTORS);
    List<E> weights = new ArrayList<>();
    for (E power : mix) {
      for (int column = 0; column < KeccakWiring.COLUMNS; column++) {
        weights.add(ops.mul(power, columns.eq().get(column)));
      }
    }
    return new Claim<>(reduced.point(), weights, RowPoint.dot(ops, mix, opened));
  }

  /**
   * One claim for two on the same columns: {@code Σ_rows (w₁·L₁ + κ·w₂·L₂)}, where {@code w} are
   * the rows' weights and {@code L} the combinations of columns.
   */
  private Claim<E> merge(Claim<E> a, Claim<E> b) {
    E scale = channel.sample();
    E claim = ops.add(a.value(), ops.mul(scale, b.value()));
    List<E> ones = new ArrayList<>();
    for (int i = 0; i < RowGroups.SIZE; i++) {
      ones.add(ops.constant(1));
    }
    RowReduction.Reduced<E> within = rows.bindWithin(ones, claim, RowGroups.nodes(MERGE_FACTORS));
    int groups = a.point().groups().size();
    SumcheckVerifier.Outcome<E> outcome =
        new SumcheckVerifier<>(ops, channel).run(within.claim(), groups, MERGE_FACTORS, 0);
    List<E> challenges = outcome.challenges().reversed();
    RowPoint<E> point = new RowPoint<>(within.point().within(), challenges);
    E first = channel.receive();
    E second = channel.receive();
    E sum =
        ops.add(
            ops.mul(a.point().kernel(ops, point), first),
            ops.mul(scale, ops.mul(b.point().kernel(ops, point), second)));
    ops.requireEqual(outcome.claim(), sum, Rejection.KECCAK_MISMATCH);

    E mix = channel.sample();
    List<E> weights = new ArrayList<>();
    for (int bit = 0; bit < KeccakWiring.BITS; bit++) {
      weights.add(ops.add(a.weights().get(bit), ops.mul(mix, b.weights().get(bit))));
    }
    return new Claim<>(point, weights, ops.add(first, ops.mul(mix, second)));
  }

  /** What is left of a sum over an index: {@code eq} of the point reached, and the claim there. */
  private record Bound<E>(List<E> eq, E claim) {}

  private Bound<E> bindIndex(E claim, int variables, int degree) {
    SumcheckVerifier.Outcome<E> outcome =
        new SumcheckVerifier<>(ops, channel).run(claim, variables, degree, 0);
    return new Bound<>(Multilinear.eqTable(ops, outcome.challenges().reversed()), outcome.claim());
  }

  private void requireProduct(Bound<E> bound, List<E> weights, E product) {
    E weight = RowPoint.dot(ops, weights, bound.eq());
    ops.requireEqual(bound.claim(), ops.mul(weight, product), Rejection.KECCAK_MISMATCH);
  }

  private List<E> powers(E base, int count) {
    List<E> powers = new ArrayList<>();
    E power = ops.constant(1);
    for (int i = 0; i < count; i++) {
      powers.add(power);
      power = ops.mul(power, base);
    }
    return powers;
  }
}
