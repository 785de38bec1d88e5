package network.akashi.bench;

import java.util.SplittableRandom;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.math.KeccakPermutation;
import network.akashi.math.KoalaBear;
import network.akashi.math.Permutation;

/** Operands drawn from fixed seeds, and work on them. */
final class Operands {
  /** Independent states per call of a permutation; a multiple of all numbers of lanes. */
  static final int STATES = 64;

  private Operands() {}

  /** Random elements; large arrays repeat them, since drawing would take longer than measuring. */
  static int[] elements(long seed, int count) {
    int drawn = Math.min(count, 1 << 20);
    int[] elements = new SplittableRandom(seed).ints(drawn, 0, KoalaBear.P).toArray();
    if (drawn < count) {
      int[] repeated = new int[count];
      for (int at = 0; at < count; at += drawn) {
        System.arraycopy(elements, 0, repeated, at, Math.min(drawn, count - at));
      }
      return repeated;
    }
    return elements;
  }

  /** Random elements of the extension. */
  static Ext5Array extensionElements(long seed, int count) {
    Ext5Array array = Ext5Array.allocate(count);
    int[] drawn = elements(seed, Ext5.DEGREE * count);
    for (int i = 0; i < count; i++) {
      array.set(i, Ext5.load(drawn, 0, count, i));
    }
    return array;
  }

  /** One call permutes {@link #STATES} states. */
  static Work permuting(Permutation permutation) {
    int[] states = elements(3, STATES * permutation.width());
    return () -> {
      for (int done = 0; done < STATES; done += permutation.lanes()) {
        permutation.permute(states, done * permutation.width());
      }
    };
  }

  /** One call permutes {@link #STATES} states. */
  static Work permuting(KeccakPermutation keccak) {
    int words = KeccakPermutation.WORDS;
    long[] states = new SplittableRandom(4).longs((long) words * STATES).toArray();
    return () -> {
      for (int done = 0; done < STATES; done += keccak.lanes()) {
        keccak.permute(states, done * words);
      }
    };
  }
}
