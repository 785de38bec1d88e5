package network.akashi.stark.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import network.akashi.math.Ext5;
import org.junit.jupiter.api.Test;

/**
 * Every claim is discharged: the verifier runs on values that remember which prover messages they
 * were made from, and each message must reach an equation that the proof is refused by.
 */
class ClaimTracingTest {
  private final HonestProof honest = HonestProof.kept();

  /** An extension element and the numbers of the messages that it depends on. */
  private record Traced(Ext5 value, BitSet sources) {
    static Traced of(Ext5 value) {
      return new Traced(value, new BitSet());
    }

    Traced with(Traced other, Ext5 result) {
      BitSet union = (BitSet) sources.clone();
      union.or(other.sources);
      return new Traced(result, union);
    }
  }

  private static final class TracedArithmetic implements Arithmetic<Integer, Traced> {
    private final NativeArithmetic plain = new NativeArithmetic();
    private final BitSet checked = new BitSet();
    private int equations;

    @Override
    public Traced constant(long value) {
      return Traced.of(plain.constant(value));
    }

    @Override
    public Traced add(Traced a, Traced b) {
      return a.with(b, a.value().add(b.value()));
    }

    @Override
    public Traced sub(Traced a, Traced b) {
      return a.with(b, a.value().sub(b.value()));
    }

    @Override
    public Traced mul(Traced a, Traced b) {
      return a.with(b, a.value().mul(b.value()));
    }

    @Override
    public Integer base(int montgomery) {
      return montgomery;
    }

    @Override
    public Integer mulBase(Integer a, Integer b) {
      return plain.mulBase(a, b);
    }

    @Override
    public Traced lift(Integer a) {
      return Traced.of(Ext5.of(a));
    }

    @Override
    public Traced scale(Traced a, Integer b) {
      return new Traced(a.value().scale(b), a.sources());
    }

    @Override
    public Traced compose(List<Integer> coefficients) {
      return Traced.of(plain.compose(coefficients));
    }

    @Override
    public void requireEqual(Traced a, Traced b, Rejection otherwise) {
      plain.requireEqual(a.value(), b.value(), otherwise);
      equations++;
      checked.or(a.sources());
      checked.or(b.sources());
    }

    @Override
    public void requireNonZero(Traced a, Rejection otherwise) {
      plain.requireNonZero(a.value(), otherwise);
    }
  }

  @Test
  void everyMessageReachesAnEquation() {
    TracedArithmetic arithmetic = new TracedArithmetic();
    NativeChannel inner = honest.channel(honest.bytes());
    int[] received = {0};
    VerifierChannel<Integer, Traced> channel =
        new VerifierChannel<>() {
          @Override
          public Traced receive() {
            BitSet source = new BitSet();
            source.set(received[0]++);
            return new Traced(inner.receive(), source);
          }

          @Override
          public Root<Integer> receiveRoot() {
            return inner.receiveRoot();
          }

          @Override
          public Traced sample() {
            return Traced.of(inner.sample());
          }

          @Override
          public void grind(int bits) {
            inner.grind(bits);
          }

          @Override
          public List<Query<Integer>> query(
              List<Oracle<Integer>> oracles, int logLeaves, int count) {
            return inner.query(oracles, logLeaves, count);
          }
        };
    new StarkVerifier<>(
            arithmetic, channel, honest.shape(), ProofFormat.montgomery(honest.publicValues()))
        .verify();
    BitSet all = new BitSet();
    all.set(0, received[0]);
    assertThat(arithmetic.checked).isEqualTo(all);
    // One per LogUp layer, one for the constraints, one per final query, one for the opening.
    int layers = honest.shape().fractions().variables();
    int finalQueries = honest.shape().whir().iterations().getLast().queries();
    assertThat(arithmetic.equations).isEqualTo(layers + finalQueries + 2);
  }
}
