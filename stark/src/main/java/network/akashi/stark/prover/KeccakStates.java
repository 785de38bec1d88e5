package network.akashi.stark.prover;

import java.util.Arrays;
import network.akashi.math.Parallel;
import network.akashi.stark.air.KeccakColumns;
import network.akashi.stark.keccak.KeccakWiring;
import network.akashi.stark.verifier.RowGroups;

/**
 * The states of all rows before each round, as packed bits: word {@code l} of row {@code 16·g + d}
 * lies at {@code 16·(25·g + l) + d}, so that a group's words of one lane are together.
 */
final class KeccakStates {
  /** Words of one group. */
  static final int GROUP = KeccakWiring.LANES * RowGroups.SIZE;

  private final long[][] before = new long[KeccakWiring.ROUNDS][];
  private final int groups;

  /** Reads the input bits of a table, and permutes. */
  KeccakStates(Parallel parallel, TableColumns table, KeccakColumns columns) {
    groups = table.height() >> RowGroups.LOG_SIZE;
    for (int round = 0; round < before.length; round++) {
      before[round] = new long[groups * GROUP];
    }
    parallel.forEach(
        groups,
        (from, to, _) -> {
          for (int lane = 0; lane < KeccakWiring.LANES; lane++) {
            for (int z = 0; z < KeccakWiring.LANE_BITS; z++) {
              int bit = KeccakWiring.LANE_BITS * lane + z;
              pack(table.main().get(columns.bits() + bit), lane, z, from, to);
            }
          }
          for (int group = from; group < to; group++) {
            permute(group);
          }
        });
  }

  int groups() {
    return groups;
  }

  /** The words before {@code round}. */
  long[] before(int round) {
    return before[round];
  }

  private void pack(Column column, int lane, int z, int from, int to) {
    for (int group = from; group < to; group++) {
      int at = (group * KeccakWiring.LANES + lane) * RowGroups.SIZE;
      int row = column.offset() + group * RowGroups.SIZE;
      for (int d = 0; d < RowGroups.SIZE; d++) {
        before[0][at + d] |= (column.data()[row + d] == 0 ? 0L : 1L) << z;
      }
    }
  }

  private void permute(int group) {
    long[] moved = new long[GROUP];
    long[] parities = new long[KeccakWiring.SIDE * RowGroups.SIZE];
    long[] spread = new long[2 * parities.length];
    for (int round = 0; round + 1 < before.length; round++) {
      move(before[round], group, parities, spread, moved);
      long[] next = before[round + 1];
      int at = group * GROUP;
      chi(moved, next, at);
      for (int d = 0; d < RowGroups.SIZE; d++) {
        next[at + d] ^= KeccakWiring.constant(round);
      }
    }
  }

  /** The parities of a group's columns, by {@code 16·x + d}. */
  static void parity(long[] words, int group, long[] parities) {
    Arrays.fill(parities, 0, KeccakWiring.SIDE * RowGroups.SIZE, 0);
    for (int i = 0; i < GROUP; i++) {
      parities[i % (KeccakWiring.SIDE * RowGroups.SIZE)] ^= words[group * GROUP + i];
    }
  }

  /**
   * What theta multiplies signs with: the parities to the left, by {@code 16·x + d}, and after them
   * those to the right, turned.
   */
  static void spread(long[] parities, long[] spread) {
    int side = KeccakWiring.SIDE * RowGroups.SIZE;
    for (int i = 0; i < side; i++) {
      spread[i] = parities[(i + side - RowGroups.SIZE) % side];
      spread[side + i] = Long.rotateLeft(parities[(i + RowGroups.SIZE) % side], 1);
    }
  }

  /** Theta, rho and pi of a group. */
  static void move(long[] words, int group, long[] parities, long[] spread, long[] moved) {
    int side = KeccakWiring.SIDE * RowGroups.SIZE;
    parity(words, group, parities);
    spread(parities, spread);
    for (int lane = 0; lane < KeccakWiring.LANES; lane++) {
      int target = RowGroups.SIZE * KeccakWiring.target(lane);
      int turn = KeccakWiring.turn(lane);
      for (int d = 0; d < RowGroups.SIZE; d++) {
        int i = RowGroups.SIZE * lane + d;
        long theta = words[group * GROUP + i] ^ spread[i % side] ^ spread[side + i % side];
        moved[target + d] = Long.rotateLeft(theta, turn);
      }
    }
  }

  /** Chi of a group of moved words. */
  static void chi(long[] moved, long[] target, int at) {
    for (int lane = 0; lane < KeccakWiring.LANES; lane++) {
      int first = RowGroups.SIZE * right(lane, 1);
      int second = RowGroups.SIZE * right(lane, 2);
      for (int d = 0; d < RowGroups.SIZE; d++) {
        int i = RowGroups.SIZE * lane + d;
        target[at + i] = moved[i] ^ (~moved[first + d] & moved[second + d]);
      }
    }
  }

  private static int right(int lane, int by) {
    return KeccakWiring.right(KeccakWiring.LANE_BITS * lane, by) / KeccakWiring.LANE_BITS;
  }
}
