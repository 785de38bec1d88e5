package network.akashi.rollup.secp256k1;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.Json;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Wycheproof's signatures over secp256k1, r and s side by side: a signature is valid if and only if
 * it leads back to the key for one of the two parities.
 */
class WycheproofTest {
  @TestFactory
  Stream<DynamicTest> recoversKeys() {
    return Json.read("wycheproof/ecdsa_secp256k1_sha256_p1363_test.json")
        .get("testGroups")
        .valueStream()
        .flatMap(group ->
            group
                .get("tests")
                .valueStream()
                .map(test ->
                    DynamicTest.dynamicTest(
                        test.get("tcId") + " " + test.get("comment").stringValue(),
                        () -> check(group, test))));
  }

  private static void check(JsonNode group, JsonNode test) throws Exception {
    HexFormat hex = HexFormat.of();
    byte[] key = hex.parseHex(group.get("publicKey").get("uncompressed").stringValue());
    byte[] message = hex.parseHex(test.get("msg").stringValue());
    byte[] signature = hex.parseHex(test.get("sig").stringValue());
    Bytes32 hash = Bytes32.of(MessageDigest.getInstance("SHA-256").digest(message));
    boolean recovered = false;
    if (signature.length == 64) {
      BigInteger r = new BigInteger(1, signature, 0, 32);
      BigInteger s = new BigInteger(1, signature, 32, 32);
      Optional<Bytes> expected = Optional.of(Bytes.of(key).slice(1, 65));
      for (boolean odd : List.of(false, true)) {
        recovered |= Secp256k1.recover(hash, r, s, odd).equals(expected);
      }
      // An x above the group's order wraps around; Ethereum has no recovery id for that.
      if (!recovered && test.get("result").stringValue().equals("valid")) {
        assertThat(r.add(Secp256k1.ORDER).bitLength()).isLessThanOrEqualTo(256);
        return;
      }
    }
    assertThat(recovered).isEqualTo(test.get("result").stringValue().equals("valid"));
  }
}
