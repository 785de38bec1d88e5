package network.akashi.stark.keccak;

import static org.assertj.core.api.Assertions.assertThat;

import network.akashi.math.MathProvider;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

/** Rounds computed by the formulas on signs, wire by wire, are those of the permutation. */
class KeccakWiringTest {
  @Test
  void roundsOnSignsAreKeccak() {
    ForAll.cases(
        3,
        random -> {
          long[] state = random.longs(KeccakWiring.LANES).toArray();
          int[] signs = new int[KeccakWiring.BITS];
          for (int bit = 0; bit < signs.length; bit++) {
            signs[bit] = (state[bit / Long.SIZE] >>> bit & 1) == 1 ? -1 : 1;
          }
          for (int round = 0; round < KeccakWiring.ROUNDS; round++) {
            signs = round(signs, round);
          }
          MathProvider.scalar().keccak().permute(state, 0);
          for (int bit = 0; bit < signs.length; bit++) {
            int expected = (state[bit / Long.SIZE] >>> bit & 1) == 1 ? -1 : 1;
            assertThat(signs[bit]).isEqualTo(expected);
          }
        });
  }

  private static int[] round(int[] a, int round) {
    int[] c = new int[KeccakWiring.COLUMNS];
    for (int column = 0; column < c.length; column++) {
      c[column] = 1;
      for (int y = 0; y < KeccakWiring.SIDE; y++) {
        c[column] *= a[KeccakWiring.COLUMNS * y + column];
      }
    }
    int[] b = new int[a.length];
    for (int bit = 0; bit < a.length; bit++) {
      int theta = a[bit] * c[KeccakWiring.leftColumn(bit)] * c[KeccakWiring.rightColumn(bit)];
      b[KeccakWiring.targetBit(bit)] = theta;
    }
    int[] result = new int[a.length];
    for (int bit = 0; bit < a.length; bit++) {
      int first = b[KeccakWiring.right(bit, 1)];
      int second = b[KeccakWiring.right(bit, 2)];
      result[bit] = b[bit] * ((first + 1) * (second - 1) + 2) / 2;
    }
    long constant = KeccakWiring.constant(round);
    for (int z = 0; z < Long.SIZE; z++) {
      result[z] = (constant >>> z & 1) == 1 ? -result[z] : result[z];
    }
    return result;
  }

  @Test
  void lanesMoveAsBitsDo() {
    for (int bit = 0; bit < KeccakWiring.BITS; bit++) {
      int lane = bit / KeccakWiring.LANE_BITS;
      assertThat(KeccakWiring.targetBit(bit) / KeccakWiring.LANE_BITS)
          .isEqualTo(KeccakWiring.target(lane));
    }
  }
}
