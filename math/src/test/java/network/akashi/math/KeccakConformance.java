package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every implementation of Keccak-f[1600] must do, whatever its number of lanes. */
@Tag("conformance")
abstract class KeccakConformance {
  /** XKCP, TestVectors/KeccakF-1600-IntermediateValues.txt: the all-zero state after one call. */
  private static final long[] AFTER_ZERO = {
    0xF1258F7940E1DDE7L, 0x84D5CCF933C0478AL, 0xD598261EA65AA9EEL, 0xBD1547306F80494DL,
    0x8B284E056253D057L, 0xFF97A42D7F8E6FD4L, 0x90FEE5A0A44647C4L, 0x8C5BDA0CD6192E76L,
    0xAD30A6F71B19059CL, 0x30935AB7D08FFC64L, 0xEB5AA93F2317D635L, 0xA9A6E6260D712103L,
    0x81A57C16DBCF555FL, 0x43B831CD0347C826L, 0x01F22F1A11A5569FL, 0x05E5635A21D9AE61L,
    0x64BEFEF28CC970F2L, 0x613670957BC46611L, 0xB87C5A554FD00ECBL, 0x8C3EE88A1CCF32C8L,
    0x940C7922AE3A2614L, 0x1841F924A2C509E4L, 0x16F53526E70465C2L, 0x75F644E97F30A13BL,
    0xEAF1FF7B5CECA249L
  };

  private static final int MARGIN = 3;
  private static final long GUARD = 0x5eedL;

  abstract MathProvider provider();

  /** Skips here where there is no such provider, not inside a property, which would fail. */
  @BeforeEach
  void providerOrSkip() {
    provider();
  }

  @Test
  void everyLaneGivesThePublishedAnswer() {
    KeccakPermutation keccak = provider().keccak();
    int words = KeccakPermutation.WORDS * keccak.lanes();
    long[] states = new long[words + 2 * MARGIN];
    Arrays.fill(states, GUARD);
    Arrays.fill(states, MARGIN, MARGIN + words, 0);
    keccak.permute(states, MARGIN);
    for (int lane = 0; lane < keccak.lanes(); lane++) {
      for (int i = 0; i < KeccakPermutation.WORDS; i++) {
        assertThat(states[MARGIN + i * keccak.lanes() + lane]).isEqualTo(AFTER_ZERO[i]);
      }
    }
    assertThat(Arrays.copyOf(states, MARGIN)).containsOnly(GUARD);
    assertThat(Arrays.copyOfRange(states, MARGIN + words, states.length)).containsOnly(GUARD);
  }

  /** Each lane hashes a block of its own with SHA3-256, which the JDK has from others. */
  @Test
  void everyLaneAgreesWithTheSha3OfTheJdk() {
    ForAll.cases(40, this::checkAgainstSha3);
  }

  private void checkAgainstSha3(RandomGenerator random) throws Exception {
    KeccakPermutation keccak = provider().keccak();
    int lanes = keccak.lanes();
    byte[][] messages = new byte[lanes][];
    long[] states = new long[KeccakPermutation.WORDS * lanes];
    for (int lane = 0; lane < lanes; lane++) {
      messages[lane] = new byte[random.nextInt(136)];
      random.nextBytes(messages[lane]);
      byte[] block = Arrays.copyOf(messages[lane], 136);
      block[messages[lane].length] = 0x06;
      block[135] |= (byte) 0x80;
      for (int i = 0; i < 17; i++) {
        states[i * lanes + lane] =
            ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).getLong(8 * i);
      }
    }
    keccak.permute(states, 0);
    for (int lane = 0; lane < lanes; lane++) {
      ByteBuffer digest = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < 4; i++) {
        digest.putLong(states[i * lanes + lane]);
      }
      assertThat(digest.array())
          .isEqualTo(MessageDigest.getInstance("SHA3-256").digest(messages[lane]));
    }
  }

  @Test
  void statesThatDoNotFitAreRefused() {
    KeccakPermutation keccak = provider().keccak();
    long[] states = new long[KeccakPermutation.WORDS * keccak.lanes()];
    for (int offset : new int[] {-1, 1, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> keccak.permute(states, offset))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("states");
    }
    assertThat(states).containsOnly(0);
  }
}
