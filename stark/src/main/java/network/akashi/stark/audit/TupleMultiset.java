package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.akashi.math.KoalaBear;

/**
 * What is on one bus: each tuple with the sum of its signed multiplicities, exact.
 *
 * <p>An open-addressing table of flat arrays; tuples are compared element by element, so there is
 * no chance of error. Each sum is kept twice: modulo p, which is what LogUp sees, and as an
 * integer, reading a multiplicity {@code m > p/2} as {@code m − p}.
 */
final class TupleMultiset {
  /**
   * A tuple that does not cancel.
   *
   * @param tuple in Montgomery form
   * @param net the integer sum of its multiplicities
   * @param sum the sum modulo p, in Montgomery form
   */
  record Remainder(int[] tuple, long net, int sum) {
    boolean balancedModP() {
      return sum == 0;
    }
  }

  private final int arity;
  private int[] keys;
  private int[] sums;
  private long[] nets;
  private boolean[] used;
  private int size;

  TupleMultiset(int arity) {
    this.arity = arity;
    allocate(64);
  }

  private void allocate(int capacity) {
    keys = new int[capacity * arity];
    sums = new int[capacity];
    nets = new long[capacity];
    used = new boolean[capacity];
  }

  /**
   * Adds {@code multiplicity} (an element) copies of a tuple, or takes them away if {@code sign} is
   * negative.
   */
  void add(int[] tuple, int sign, int multiplicity) {
    int slot = place(tuple);
    int signed = sign > 0 ? multiplicity : KoalaBear.neg(multiplicity);
    sums[slot] = KoalaBear.add(sums[slot], signed);
    nets[slot] += sign * centered(multiplicity);
  }

  /** Adds everything that is in {@code other}. */
  void addAll(TupleMultiset other) {
    int[] tuple = new int[arity];
    for (int s = 0; s < other.used.length; s++) {
      if (other.used[s]) {
        System.arraycopy(other.keys, s * arity, tuple, 0, arity);
        int slot = place(tuple);
        sums[slot] = KoalaBear.add(sums[slot], other.sums[s]);
        nets[slot] += other.nets[s];
      }
    }
  }

  /** The tuples that do not cancel as integers, at most {@code limit} of them. */
  List<Remainder> remainders(int limit) {
    List<Remainder> found = new ArrayList<>();
    for (int s = 0; s < used.length && found.size() < limit; s++) {
      if (nets[s] != 0) {
        int[] tuple = Arrays.copyOfRange(keys, s * arity, (s + 1) * arity);
        found.add(new Remainder(tuple, nets[s], sums[s]));
      }
    }
    return found;
  }

  /** How many tuples do not cancel as integers. */
  long countRemainders() {
    return Arrays.stream(nets).filter(net -> net != 0).count();
  }

  /** The integer sum of the multiplicities of {@code tuple}; it is added if it is not there. */
  long net(int[] tuple) {
    int slot = place(tuple); // may replace the arrays
    return nets[slot];
  }

  void clear() {
    if (size > 0) {
      Arrays.fill(used, false);
      Arrays.fill(sums, 0);
      Arrays.fill(nets, 0);
      size = 0;
    }
  }

  /** The integer in {@code (−p/2, p/2)} that an element stands for. */
  static long centered(int element) {
    int value = KoalaBear.toInt(element);
    return value > KoalaBear.P / 2 ? value - (long) KoalaBear.P : value;
  }

  private int place(int[] tuple) {
    if (2 * (size + 1) > used.length) {
      grow();
    }
    return slot(tuple, 0);
  }

  private int slot(int[] tuple, int from) {
    int mask = used.length - 1;
    int slot = hash(tuple, from) & mask;
    while (used[slot]) {
      if (Arrays.equals(keys, slot * arity, (slot + 1) * arity, tuple, from, from + arity)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    used[slot] = true;
    System.arraycopy(tuple, from, keys, slot * arity, arity);
    size++;
    return slot;
  }

  private int hash(int[] tuple, int from) {
    long h = 0x9e3779b97f4a7c15L;
    for (int i = 0; i < arity; i++) {
      h = (h ^ tuple[from + i]) * 0xbf58476d1ce4e5b9L;
      h ^= h >>> 29;
    }
    return (int) (h >>> 16);
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldSums = sums;
    long[] oldNets = nets;
    boolean[] oldUsed = used;
    allocate(2 * oldUsed.length);
    size = 0;
    for (int s = 0; s < oldUsed.length; s++) {
      if (oldUsed[s]) {
        int slot = slot(oldKeys, s * arity);
        sums[slot] = oldSums[s];
        nets[slot] = oldNets[s];
      }
    }
  }
}
