package network.akashi.node.interlock;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import network.akashi.node.NodeError;
import org.junit.jupiter.api.Test;

class InterlocksTest {
  private static final BigInteger ETHER = BigInteger.TEN.pow(18);
  private static final Vitals WELL = new Vitals(2, 2, 1L << 40, 5, 4, ETHER, 0);

  private final Interlocks interlocks = new Interlocks(Limits.defaults());

  @Test
  void aHealthyNodeHasNoneClosed() {
    assertThat(interlocks.judge(WELL)).isEmpty();
  }

  @Test
  void eachCauseClosesItsOwn() {
    assertThat(interlocks.judge(new Vitals(3, 2, 1L << 40, 5, 4, ETHER, 0)))
        .containsExactly(NodeError.REPEATED_FAILURES);
    assertThat(interlocks.judge(new Vitals(2, 3, 1L << 40, 5, 4, ETHER, 0)))
        .containsExactly(NodeError.DEADLINE_UNREACHABLE);
    assertThat(interlocks.judge(new Vitals(2, 2, 1 << 20, 5, 4, ETHER, 0)))
        .containsExactly(NodeError.DISK_FULL);
    assertThat(interlocks.judge(new Vitals(2, 2, 1L << 40, 121, 4, ETHER, 0)))
        .containsExactly(NodeError.CHAIN_BEHIND);
    assertThat(interlocks.judge(new Vitals(2, 2, 1L << 40, -16, 4, ETHER, 0)))
        .containsExactly(NodeError.CLOCK_SKEWED);
    assertThat(interlocks.judge(new Vitals(2, 2, 1L << 40, 5, 5, ETHER, 0)))
        .containsExactly(NodeError.CHAIN_UNREACHABLE);
    assertThat(interlocks.judge(new Vitals(2, 2, 1L << 40, 5, 4, BigInteger.ONE, 0)))
        .containsExactly(NodeError.BALANCE_LOW);
    assertThat(interlocks.judge(new Vitals(2, 2, 1L << 40, 5, 4, ETHER, 1)))
        .containsExactly(NodeError.KEY_SHARED);
  }

  @Test
  void opensAgainWhenTheCauseIsGone() {
    interlocks.judge(new Vitals(0, 0, 0, 5, 0, ETHER, 0));
    assertThat(interlocks.closed()).containsExactly(NodeError.DISK_FULL);
    assertThat(interlocks.judge(WELL)).isEmpty();
    assertThat(interlocks.closed()).isEmpty();
  }
}
