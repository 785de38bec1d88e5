package network.akashi.rollup.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.trie.Trie;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class HeaderTest {
  private static Header header(long gasUsed, long timestamp, BigInteger baseFee) {
    return new Header(
        Bytes32.ZERO,
        Address.ZERO,
        Trie.EMPTY_ROOT,
        Trie.EMPTY_ROOT,
        Trie.EMPTY_ROOT,
        7,
        gasUsed,
        timestamp,
        Bytes32.ZERO,
        baseFee,
        Trie.EMPTY_ROOT);
  }

  private static BigInteger next(long gasUsed, long baseFee) {
    return header(gasUsed, 1, BigInteger.valueOf(baseFee)).nextBaseFee();
  }

  @Test
  void baseFeeFollowsEip1559() {
    assertThat(next(15_000_000, 1_000_000_000)).isEqualTo(BigInteger.valueOf(1_000_000_000));
    assertThat(next(30_000_000, 1_000_000_000)).isEqualTo(BigInteger.valueOf(1_125_000_000));
    assertThat(next(0, 1_000_000_000)).isEqualTo(BigInteger.valueOf(875_000_000));
    // An increase is at least 1, a decrease may be 0.
    assertThat(next(15_000_001, 1)).isEqualTo(BigInteger.TWO);
    assertThat(next(0, 7)).isEqualTo(BigInteger.valueOf(7));
    assertThat(next(30_000_000, 0)).isEqualTo(BigInteger.ONE);
  }

  @Test
  void isReadBack() {
    ForAll.cases(
        100,
        random -> {
          Header header =
              header(
                  random.nextLong(Header.GAS_LIMIT + 1),
                  random.nextLong(),
                  BigInteger.valueOf(random.nextLong(1L << 60)).shiftLeft(random.nextInt(130)));
          assertThat(Header.fromRlp(header.rlp())).isEqualTo(header);
        });
  }

  @Test
  void takesNoOtherHeaders() {
    Bytes good = header(21_000, 5, BigInteger.TEN).rlp();
    for (int at = 0; at < good.size(); at++) {
      byte[] changed = good.toArray();
      changed[at] ^= 1;
      try {
        Header read = Header.fromRlp(Bytes.of(changed));
        // A field that may differ: then the bytes are exactly that header's.
        assertThat(read.rlp()).isEqualTo(Bytes.of(changed));
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }
    assertThatThrownBy(() -> Header.fromRlp(Bytes.concat(good, Bytes.of(new byte[1]))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Header.fromRlp(Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> header(30_000_001, 5, BigInteger.TEN))
        .hasMessageContaining("30000001");
    assertThatThrownBy(() -> header(0, 5, BigInteger.TWO.pow(192))).hasMessageContaining("2^192");
  }

  @Test
  void bloomIsFixed() {
    byte[] changed = header(21_000, 5, BigInteger.TEN).rlp().toArray();
    changed[300] ^= 1;
    assertThatThrownBy(() -> Header.fromRlp(Bytes.of(changed)))
        .hasMessageContaining("a fixed field differs");
  }
}
