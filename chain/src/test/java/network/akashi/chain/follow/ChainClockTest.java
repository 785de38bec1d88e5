package network.akashi.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import network.akashi.chain.Block;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes32;
import network.akashi.chain.TestChain;
import network.akashi.chain.rpc.RpcRequest;
import org.junit.jupiter.api.Test;

class ChainClockTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static ChainClock.Reading reading(long chain, long local) {
    Block head = new Block(1, Bytes32.ZERO, Bytes32.ZERO, chain, 30_000_000, BigInteger.ONE);
    return new ChainClock.Reading(head, Instant.ofEpochSecond(local));
  }

  @Test
  void tellsWhichClockIsWrong() {
    assertThat(reading(1_000, 1_060).isStale(MINUTE)).isFalse();
    assertThat(reading(1_000, 1_061).isStale(MINUTE)).isTrue();
    assertThat(reading(1_060, 1_000).isFromTheFuture(MINUTE)).isFalse();
    assertThat(reading(1_061, 1_000).isFromTheFuture(MINUTE)).isTrue();
    assertThat(reading(1_061, 1_000).isStale(MINUTE)).isFalse();
  }

  @Test
  void aDeadlineIsMetByBothClocksOrNotAtAll() {
    assertThat(reading(1_000, 1_010).canMeet(1_070, MINUTE)).isTrue();
    assertThat(reading(1_000, 1_010).canMeet(1_069, MINUTE)).isFalse();
    assertThat(reading(1_010, 1_000).canMeet(1_069, MINUTE)).isFalse();
  }

  @Test
  void readsTheChainsTime() {
    try (TestChain chain = new TestChain()) {
      chain.rpc().call(RpcRequest.once("evm_setNextBlockTimestamp", 4_000_000_000L));
      chain.mine(1);
      ChainClock clock = new ChainClock(chain.ethereum(), InstantSource.system());
      assertThat(clock.read().chain()).isEqualTo(Instant.ofEpochSecond(4_000_000_000L));
      assertThat(clock.read().isFromTheFuture(Duration.ofDays(365))).isTrue();
      assertThat(clock.read().head())
          .isEqualTo(chain.ethereum().block(BlockId.Tag.LATEST).orElseThrow());
    }
  }
}
