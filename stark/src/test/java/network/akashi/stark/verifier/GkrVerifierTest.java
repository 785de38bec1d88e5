package network.akashi.stark.verifier;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import network.akashi.math.Ext5;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GkrVerifierTest {
  /** A prover who says zero, whatever he is asked for. */
  private static final class Zeros implements VerifierChannel<Integer, Ext5> {
    @Override
    public Ext5 receive() {
      return Ext5.ZERO;
    }

    @Override
    public Root<Integer> receiveRoot() {
      throw new AssertionError("no root in a LogUp tree");
    }

    @Override
    public Ext5 sample() {
      return Ext5.X;
    }

    @Override
    public void grind(int bits) {}

    @Override
    public List<Query<Integer>> query(List<Oracle<Integer>> oracles, int logLeaves, int count) {
      throw new AssertionError("no query in a LogUp tree");
    }
  }

  /** Fractions 0/0 satisfy all equations: the root's denominator is all that stands against it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void nothingOverNothingIsNotZero(int layers) {
    assertThatThrownBy(() -> new GkrVerifier<>(new NativeArithmetic(), new Zeros()).verify(layers))
        .isInstanceOf(RejectedException.class)
        .hasMessage(Rejection.BUS_UNBALANCED.explanation());
  }
}
