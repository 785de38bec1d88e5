package network.akashi.rollup.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.blob.Blob;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class BlobCodecTest {
  @Test
  void unpacksWhatItPacks() {
    ForAll.cases(
        60,
        random -> {
          byte[] data = new byte[random.nextInt(BlobCodec.CAPACITY + 1)];
          random.nextBytes(data);
          assertThat(BlobCodec.unpack(BlobCodec.pack(Bytes.of(data)))).contains(Bytes.of(data));
        });
    for (int size : List.of(0, 1, 27, 28, 122, 123, 124, BlobCodec.CAPACITY)) {
      byte[] data = new byte[size];
      Arrays.fill(data, (byte) 0xff);
      assertThat(BlobCodec.unpack(BlobCodec.pack(Bytes.of(data)))).contains(Bytes.of(data));
    }
  }

  /** Each bit of a blob is version, length or data, or has to be zero. */
  @Test
  void eachBlobThatDecodesIsWhatPackingItsDataGives() {
    ForAll.cases(
        400,
        random -> {
          byte[] data = new byte[random.nextInt(600)];
          random.nextBytes(data);
          byte[] blob = BlobCodec.pack(Bytes.of(data)).bytes().toArray();
          int near = random.nextInt(4) == 0 ? blob.length : 900;
          int at = random.nextInt(near);
          blob[at] ^= (byte) (1 << random.nextInt(at % 32 == 0 ? 7 : 8));
          if ((blob[at] & 0xff) >= 0x73 && at % 32 == 0) {
            return;
          }
          Blob flipped = new Blob(Bytes.of(blob));
          BlobCodec.unpack(flipped)
              .ifPresent(decoded -> assertThat(BlobCodec.pack(decoded)).isEqualTo(flipped));
        });
  }

  @Test
  void refusesVersionLengthAndStrayBits() {
    byte[] good = BlobCodec.pack(Bytes.of(new byte[] {1, 2, 3})).bytes().toArray();
    for (int[] change :
        new int[][] {
          {1, 1},
          {2, 2},
          {0, 0x40},
          {32, 0x40},
          {64, 0x40},
          {96, 0x40},
          {128, 0x40},
          {8, 1},
          {131_071, 1},
          {96, 1},
          {4, 2}
        }) {
      byte[] bad = good.clone();
      bad[change[0]] = (byte) change[1];
      assertThat(BlobCodec.unpack(new Blob(Bytes.of(bad)))).as("byte %d", change[0]).isEmpty();
    }
  }

  @Test
  void cutsPayloads() {
    int full = BlobCodec.CAPACITY;
    assertThat(BlobCodec.packAll(Bytes.of(new byte[full]))).hasSize(1);
    assertThat(BlobCodec.packAll(Bytes.of(new byte[full + 1]))).hasSize(2);
    assertThat(BlobCodec.packAll(Bytes.of(new byte[6 * full]))).hasSize(6);
    assertThatThrownBy(() -> BlobCodec.packAll(Bytes.of(new byte[6 * full + 1])))
        .hasMessageContaining("780265");
    assertThatThrownBy(() -> BlobCodec.packAll(Bytes.EMPTY))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> BlobCodec.pack(Bytes.of(new byte[full + 1])))
        .hasMessageContaining("130044");
  }
}
