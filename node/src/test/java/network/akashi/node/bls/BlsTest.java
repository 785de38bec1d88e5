package network.akashi.node.bls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

/** That the contracts accept these signatures is shown by the tests that run on a chain. */
class BlsTest {
  private static final Bytes MESSAGE = Bytes.of("message".getBytes(StandardCharsets.UTF_8));

  private static BlsKey key(int i) {
    return BlsKey.fromSeed(Keccak256.hash(Bytes.of(new byte[] {(byte) i})));
  }

  @Test
  void aSignatureHoldsForItsKeyAndMessageOnly() {
    Bytes signature = key(1).sign(MESSAGE);

    assertThat(Signatures.verify(key(1).publicKey(), MESSAGE, signature)).isTrue();
    assertThat(Signatures.verify(key(2).publicKey(), MESSAGE, signature)).isFalse();
    assertThat(Signatures.verify(key(1).publicKey(), Bytes.EMPTY, signature)).isFalse();
    assertThat(Signatures.verify(key(1).publicKey(), MESSAGE, key(2).sign(MESSAGE))).isFalse();
  }

  @Test
  void sumsOfSignaturesAreSignaturesUnderNoSingleKey() {
    Bytes one = key(1).sign(MESSAGE);
    Bytes sum = Signatures.aggregate(List.of(one, key(2).sign(MESSAGE)));

    assertThat(Signatures.aggregate(List.of(one))).isEqualTo(one);
    assertThat(sum.size()).isEqualTo(Points.G2_BYTES);
    assertThat(Signatures.verify(key(1).publicKey(), MESSAGE, sum)).isFalse();
  }

  @Test
  void infinityIsNoKeyAndNoSignature() {
    Bytes none = Bytes.of(new byte[Points.G1_BYTES]);

    assertThat(Signatures.verify(none, MESSAGE, Bytes.of(new byte[Points.G2_BYTES]))).isFalse();
    assertThat(Signatures.verify(none, MESSAGE, key(1).sign(MESSAGE))).isFalse();
  }

  @Test
  void noBytesMakeItThrow() {
    Bytes key = key(1).publicKey();
    byte[] signature = key(1).sign(MESSAGE).toArray();
    ForAll.cases(
        300,
        random -> {
          byte[] bent = signature.clone();
          bent[random.nextInt(bent.length)] ^= (byte) (1 << random.nextInt(8));
          assertThat(Signatures.verify(key, MESSAGE, Bytes.of(bent))).isFalse();
          byte[] rubbish = new byte[random.nextInt(300)];
          random.nextBytes(rubbish);
          assertThat(Signatures.verify(key, MESSAGE, Bytes.of(rubbish))).isFalse();
          assertThat(Signatures.verify(Bytes.of(rubbish), MESSAGE, Bytes.of(signature))).isFalse();
        });
  }

  @Test
  void keysOfOneSeedAreOneKey() {
    assertThat(BlsKey.fromSeed(Bytes32.ZERO).publicKey())
        .isEqualTo(BlsKey.fromSeed(Bytes32.ZERO).publicKey())
        .isNotEqualTo(key(1).publicKey());
  }
}
