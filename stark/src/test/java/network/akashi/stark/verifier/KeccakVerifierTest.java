package network.akashi.stark.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.akashi.math.Ext5;
import network.akashi.stark.air.Ext5Ops;
import network.akashi.stark.keccak.KeccakWiring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about the rounds of Keccak-f is checked, and each equation is needed for it. */
class KeccakVerifierTest {
  /** Equations about a round: of values and of products, in chi, theta and parity; and of merge. */
  private static final int EQUATIONS = 8;

  private final HonestProof honest = HonestProof.keccak();

  /** Leaves one of the equations about Keccak-f out, by its number. */
  private static final class Without extends NativeArithmetic {
    private final int removed;
    private int next;

    Without(int removed) {
      this.removed = removed;
    }

    @Override
    public void requireEqual(Ext5 a, Ext5 b, Rejection otherwise) {
      if (otherwise == Rejection.KECCAK_MISMATCH && next++ == removed) {
        return;
      }
      super.requireEqual(a, b, otherwise);
    }
  }

  /** The reason for which a run with these messages is refused, or nothing. */
  private Set<Rejection> reasons(Arithmetic<Integer, Ext5> arithmetic, Recording recording) {
    try {
      honest.run(arithmetic, recording.replay());
      return Set.of();
    } catch (RejectedException refused) {
      return Set.of(refused.reason());
    }
  }

  private int messagesAboutKeccak(Recording recording) {
    // after them come the rounds of the constraint sumcheck and the openings of 1,700 columns
    int[] counted = {0, 0};
    honest.run(
        new NativeArithmetic() {
          @Override
          public void requireEqual(Ext5 a, Ext5 b, Rejection otherwise) {
            super.requireEqual(a, b, otherwise);
            if (otherwise == Rejection.KECCAK_MISMATCH) {
              counted[1] = counted[0];
            }
          }
        },
        new Counting(recording.replay(), counted));
    return counted[1];
  }

  private record Counting(VerifierChannel<Integer, Ext5> inner, int[] counted)
      implements VerifierChannel<Integer, Ext5> {
    @Override
    public Ext5 receive() {
      counted[0]++;
      return inner.receive();
    }

    @Override
    public Root<Integer> receiveRoot() {
      return inner.receiveRoot();
    }

    @Override
    public Ext5 sample() {
      return inner.sample();
    }

    @Override
    public void grind(int bits) {
      inner.grind(bits);
    }

    @Override
    public List<Query<Integer>> query(List<Oracle<Integer>> oracles, int logLeaves, int count) {
      return inner.query(oracles, logLeaves, count);
    }
  }

  @Test
  void theHonestProofIsAccepted() {
    assertThat(honest.verify(honest.bytes())).isEqualTo(new Verification.Accepted());
  }

  /** Every 13th element, which is one of each step of each layer in some round. */
  @Test
  void changingAnElementIsNoticed() {
    Recording recording = honest.record();
    int messages = messagesAboutKeccak(recording);
    assertThat(messages).isGreaterThan(24 * 300);
    Map<Rejection, Integer> counts = new EnumMap<>(Rejection.class);
    for (int at = 1; at < messages; at += 13) {
      notices(recording, at, counts);
    }
    assertThat(counts).containsKey(Rejection.KECCAK_MISMATCH);
  }

  private void notices(Recording recording, int at, Map<Rejection, Integer> counts) {
    Ext5 original = recording.received.get(at);
    recording.received.set(at, original.add(Ext5.X));
    Set<Rejection> reasons = reasons(new NativeArithmetic(), recording);
    recording.received.set(at, original);
    assertThat(reasons).as("element %d", at).hasSize(1);
    counts.merge(reasons.iterator().next(), 1, Integer::sum);
  }

  /**
   * For each equation of a round there is a change that only this one notices: of values of a
   * polynomial, so that their sum changes and the value at the challenge does not; or of what leads
   * to a product and is not used after it.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 11, 23})
  void eachEquationIsNeeded(int round) {
    Recording recording = honest.record();
    int groups = 1;
    int at = 2 + round * messagesOfRound(groups); // after the sample of the stack and the limbs
    int equation = EQUATIONS * round;
    for (int factors : new int[] {3, 3, 5}) {
      int nodes = RowGroups.nodes(factors);
      onlyNoticedBy(equation++, keepingTheValue(recording, at, nodes));
      onlyNoticedBy(equation++, changing(recording, at + nodes));
      int variables = factors == 3 ? KeccakWiring.BIT_VARIABLES : KeccakWiring.COLUMN_VARIABLES;
      at += nodes + groups * factors + variables * (factors + 1) + factors;
    }
    int nodes = RowGroups.nodes(2);
    onlyNoticedBy(equation++, keepingTheValue(recording, at, nodes));
    onlyNoticedBy(equation, changing(recording, at + nodes));
  }

  @Test
  void theEquationsAboutBitsAreNeeded() {
    Recording recording = honest.record();
    int groups = 1;
    int at = 2 + KeccakWiring.ROUNDS * messagesOfRound(groups);
    int nodes = RowGroups.nodes(2);
    int equation = EQUATIONS * KeccakWiring.ROUNDS;
    onlyNoticedBy(equation, keepingTheValue(recording, at, nodes));
    onlyNoticedBy(equation + 1, changing(recording, at + nodes));
  }

  private static int messagesOfRound(int groups) {
    int state = RowGroups.nodes(3) + 3 * groups + 4 * KeccakWiring.BIT_VARIABLES + 3;
    int parity = RowGroups.nodes(5) + 5 * groups + 6 * KeccakWiring.COLUMN_VARIABLES + 5;
    int merge = RowGroups.nodes(2) + 2 * groups + 2;
    return 2 * state + parity + merge;
  }

  private void onlyNoticedBy(int equation, Recording changed) {
    Set<Rejection> expected = new HashSet<>(Set.of(Rejection.KECCAK_MISMATCH));
    assertThat(reasons(new NativeArithmetic(), changed)).isEqualTo(expected);
    assertThat(reasons(new Without(equation), changed)).as("without %d", equation).isEmpty();
    assertThat(reasons(new Without(equation + 1), changed)).isEqualTo(expected);
  }

  private static Recording copy(Recording recording) {
    Recording copy = new Recording();
    copy.received.addAll(recording.received);
    copy.samples.addAll(recording.samples);
    copy.roots.addAll(recording.roots);
    copy.queries.addAll(recording.queries);
    copy.receivedBefore.addAll(recording.receivedBefore);
    return copy;
  }

  private static Recording changing(Recording recording, int at) {
    Recording changed = copy(recording);
    changed.received.set(at, changed.received.get(at).add(Ext5.X));
    return changed;
  }

  /** Adds to the first and last of {@code count} values so that the one at the challenge stays. */
  private static Recording keepingTheValue(Recording recording, int at, int count) {
    Ext5 challenge = recording.samples.get(recording.receivedBefore.indexOf(at + count));
    List<Ext5> lagrange = new ArrayList<>(RowGroups.lagrange(Ext5Ops.INSTANCE, count, challenge));
    Recording changed = copy(recording);
    int last = at + count - 1;
    changed.received.set(at, changed.received.get(at).add(lagrange.getLast()));
    changed.received.set(last, changed.received.get(last).sub(lagrange.getFirst()));
    return changed;
  }
}
