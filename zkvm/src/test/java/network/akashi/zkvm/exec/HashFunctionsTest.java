package network.akashi.zkvm.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import network.akashi.math.Keccak256;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

/** The permutations and compressions that calls compute, against hash functions of others. */
class HashFunctionsTest {
  private static final int KECCAK_RATE = 136;

  @Test
  void keccakFIsThatOfKeccak256() {
    KeccakF keccak = new KeccakF();
    ForAll.cases(
        100,
        random -> {
          byte[] message = new byte[random.nextInt(2 * KECCAK_RATE)];
          random.nextBytes(message);
          byte[] padded = Arrays.copyOf(message, (message.length / KECCAK_RATE + 1) * KECCAK_RATE);
          padded[message.length] ^= 1;
          padded[padded.length - 1] ^= (byte) 0x80;
          ByteBuffer words = ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN);
          int at = random.nextInt(3);
          long[] state = new long[at + KeccakF.WORDS + 1];
          while (words.hasRemaining()) {
            for (int i = 0; i < KECCAK_RATE / 8; i++) {
              state[at + i] ^= words.getLong();
            }
            keccak.permute(state, at);
          }
          assertThat(bytes(state, at)).isEqualTo(Keccak256.hash(message));
          assertThat(Arrays.copyOf(state, at)).containsOnly(new long[at]);
          assertThat(state[at + KeccakF.WORDS]).isZero();
        });
  }

  @Test
  void compressionIsThatOfSha256() {
    Sha256.Compression sha256 = new Sha256.Compression();
    ForAll.cases(
        100,
        random -> {
          byte[] message = new byte[random.nextInt(200)];
          random.nextBytes(message);
          byte[] padded = Arrays.copyOf(message, (message.length + 8) / 64 * 64 + 64);
          padded[message.length] = (byte) 0x80;
          ByteBuffer.wrap(padded).putLong(padded.length - 8, 8L * message.length);
          long[] block = new long[padded.length / 8];
          ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(block);
          int at = random.nextInt(3);
          long[] state = new long[at + 4];
          // FIPS 180-4, 5.3.3, two words in each
          state[at] = 0xbb67_ae85_6a09_e667L;
          state[at + 1] = 0xa54f_f53a_3c6e_f372L;
          state[at + 2] = 0x9b05_688c_510e_527fL;
          state[at + 3] = 0x5be0_cd19_1f83_d9abL;
          for (int i = 0; i < block.length; i += 8) {
            sha256.compress(state, at, block, i);
          }
          byte[] digest = bytes(state, at);
          for (int i = 0; i < digest.length; i += 4) {
            ByteBuffer word = ByteBuffer.wrap(digest, i, 4);
            word.putInt(i, Integer.reverseBytes(word.getInt(i)));
          }
          assertThat(digest).isEqualTo(Sha256.digest(message));
        });
  }

  /** The first 32 bytes of a state, lowest byte of each word first. */
  private static byte[] bytes(long[] state, int at) {
    ByteBuffer bytes = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(state, at, 4);
    return bytes.array();
  }
}
