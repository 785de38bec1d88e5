package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Keccak256Test {
  /**
   * The empty string is the code hash of an account without code (Ethereum yellow paper); 0x80, the
   * RLP of nothing, is the root of an empty trie; the others are in everyone's test suites.
   */
  @ParameterizedTest
  @CsvSource({
    "'',c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
    "80,56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",
    "c0,1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",
    "616263,4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"
  })
  void knownAnswers(String message, String digest) {
    assertThat(HexFormat.of().formatHex(Keccak256.hash(HexFormat.of().parseHex(message))))
        .isEqualTo(digest);
  }

  @Test
  void aSentence() {
    byte[] message =
        "The quick brown fox jumps over the lazy dog".getBytes(StandardCharsets.US_ASCII);
    assertThat(HexFormat.of().formatHex(Keccak256.hash(message)))
        .isEqualTo("4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15");
  }
}
