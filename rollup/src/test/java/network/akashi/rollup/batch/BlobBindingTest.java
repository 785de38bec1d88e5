package network.akashi.rollup.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.chain.blob.Blob;
import network.akashi.chain.blob.Kzg;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class BlobBindingTest {
  @Test
  void isWhatThePrecompileWouldConfirm() {
    ForAll.cases(
        3,
        random -> {
          byte[] data = new byte[random.nextInt(BlobCodec.CAPACITY)];
          random.nextBytes(data);
          Blob blob = BlobCodec.pack(Bytes.of(data));
          Kzg kzg = Kzg.get();
          Bytes commitment = kzg.commit(blob);
          BlobBinding binding = BlobBinding.of(Kzg.versionedHash(commitment), blob);
          Kzg.Opening opening = kzg.open(blob, binding.z());
          assertThat(binding.y()).isEqualTo(opening.value());
          assertThat(kzg.verify(commitment, binding.z(), opening)).isTrue();
        });
  }

  @Test
  void atARootOfUnityTheValueIsTheElement() {
    byte[] data = new byte[1000];
    data[500] = 7;
    Blob blob = BlobCodec.pack(Bytes.of(data));
    // 1 and −1 are the first two roots in bit-reversed order.
    BigInteger minusOne = ScalarField.ORDER.subtract(BigInteger.ONE);
    assertThat(BlobBinding.evaluate(blob, Bytes32.of(BigInteger.ONE)).bytes())
        .isEqualTo(blob.bytes().slice(0, 32));
    assertThat(BlobBinding.evaluate(blob, Bytes32.of(minusOne)).bytes())
        .isEqualTo(blob.bytes().slice(32, 64));
    assertThat(Kzg.get().open(blob, Bytes32.of(minusOne)).value().bytes())
        .isEqualTo(blob.bytes().slice(32, 64));
  }

  @Test
  void usesWholeElementsUpToTheLastThatIsNotZero() {
    assertThat(BlobBinding.used(BlobCodec.pack(Bytes.EMPTY)).size()).isZero();
    assertThat(BlobBinding.used(BlobCodec.pack(Bytes.of(new byte[] {1}))).size()).isEqualTo(32);
    byte[] full = new byte[BlobCodec.CAPACITY];
    full[full.length - 1] = 1;
    assertThat(BlobBinding.used(BlobCodec.pack(Bytes.of(full))).size()).isEqualTo(Blob.SIZE);
  }

  @Test
  void pointDependsOnDataAndName() {
    Blob one = BlobCodec.pack(Bytes.of(new byte[] {1}));
    Blob two = BlobCodec.pack(Bytes.of(new byte[] {2}));
    BlobBinding binding = BlobBinding.of(Bytes32.ZERO, one);
    assertThat(BlobBinding.of(Bytes32.ZERO, two).z()).isNotEqualTo(binding.z());
    assertThat(BlobBinding.of(binding.z(), one).z()).isNotEqualTo(binding.z());
  }

  @Test
  void commitsToAllInOrder() {
    BlobBinding a = new BlobBinding(word(1), word(2), word(3));
    BlobBinding b = new BlobBinding(word(4), word(5), word(6));
    assertThat(BlobBinding.daCommitment(List.of(a, b)))
        .isEqualTo(
            Keccak256.hash(
                word(2).bytes(),
                word(1).bytes(),
                word(2).bytes(),
                word(3).bytes(),
                word(4).bytes(),
                word(5).bytes(),
                word(6).bytes()));
  }

  private static Bytes32 word(int value) {
    return Bytes32.of(BigInteger.valueOf(value));
  }
}
