package network.akashi.rollup.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Locale;
import network.akashi.chain.Address;
import org.junit.jupiter.api.Test;

class GenesisFileTest {
  private static final String ALICE = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
  private static final String GOOD =
      """
      {"chainId": 901, "timestamp": 1764000000, "baseFee": "1000000000",
       "alloc": {"%s": "0x10"}}
      """
          .formatted(ALICE);

  private static void assertRefused(String from, String to, String message) {
    assertThat(GOOD).contains(from);
    assertThatThrownBy(() -> GenesisFile.parse(GOOD.replace(from, to)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void isReadBack() {
    Genesis genesis = GenesisFile.parse(GOOD);
    assertThat(genesis.chainId()).isEqualTo(901);
    assertThat(genesis.alloc())
        .containsEntry(Address.fromHex(ALICE), BigInteger.valueOf(16))
        .hasSize(1);
    assertThat(GenesisFile.parse(GenesisFile.format(genesis))).isEqualTo(genesis);
  }

  @Test
  void saysWhatIsWrong() {
    assertRefused("{\"chainId", "[\"chainId", "no JSON");
    assertRefused("\"timestamp\": 1764000000,", "", "lacks timestamp");
    assertRefused("\"alloc\"", "\"allocs\"", "unknown field: allocs");
    assertRefused("901", "0", "chainId must be at least 1");
    assertRefused("901", "901.5", "chainId must be an integer");
    assertRefused("1764000000", "-1", "timestamp must not be negative");
    assertRefused("\"1000000000\"", "1000000000", "baseFee must be wei in quotes");
    assertRefused("\"1000000000\"", "\"18446744073709551616\"", "below 2^64");
    assertRefused("0x10", "0x0", "gives nothing to");
    assertRefused("0x10", "-5", "must be wei");
    assertRefused("0x10", "0x1" + "0".repeat(48), "2^192");
    assertRefused("f39F", "F39F", "mistyped address");
    assertRefused("\"0x10\"", "\"1\", \"" + ALICE + "\": \"2\"", "uplicate");
    assertRefused("\"0x10\"", "\"1\", \"" + ALICE.toLowerCase(Locale.ROOT) + "\": \"2\"", "twice");
  }
}
