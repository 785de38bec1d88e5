package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.math.IntBuffers;
import network.akashi.math.MathProvider;
import network.akashi.math.MerkleHash;
import network.akashi.math.MerkleTreeBuilder;
import network.akashi.math.Ntt;
import network.akashi.math.Parallel;

/**
 * What the phases of one proof share: cores, borrowed memory, and how to add up what blocks yield.
 *
 * @param parallel the cores
 * @param arena where arrays are borrowed from until the proof is done
 * @param ntt transforms, whose tables and tiles outlive the proof
 * @param trees builds all Merkle trees of the proof
 */
record ProverContext(Parallel parallel, IntBuffers.Arena arena, Ntt ntt, MerkleTreeBuilder trees) {
  /** log2 of {@link #BLOCK}. */
  static final int LOG_BLOCK = 10;

  /**
   * Elements per block: a page of each plane, so that passes over large arrays are streams to the
   * prefetcher, and a dozen and more extension blocks fit the second-level cache.
   */
  static final int BLOCK = 1 << LOG_BLOCK;

  private static final int CHUNKS_PER_THREAD = 8;

  static ProverContext of(Parallel parallel, IntBuffers.Arena arena, Ntt ntt) {
    return of(parallel, arena, ntt, MathProvider.get());
  }

  /** As {@link #of(Parallel, IntBuffers.Arena, Ntt)}, with trees of these kernels. */
  static ProverContext of(
      Parallel parallel, IntBuffers.Arena arena, Ntt ntt, MathProvider kernels) {
    MerkleHash hash = MerkleHash.poseidon2(kernels);
    return new ProverContext(parallel, arena, ntt, new MerkleTreeBuilder(hash, parallel));
  }

  /** Borrows room for {@code length} extension elements, contents undefined. */
  Ext5Array ext(int length) {
    return arena.ext(length);
  }

  void giveBack(Ext5Array array) {
    arena.giveBack(array.planes());
  }

  /**
   * Runs {@code body} on blocks of at most {@link #BLOCK} indices of {@code 0 … count − 1}; each
   * begins at a multiple of {@link #BLOCK}.
   */
  void forBlocks(int count, Parallel.Body body) {
    forBlocks(count, BLOCK, body);
  }

  /** The same with smaller blocks, for bodies that need more memory for each index. */
  void forBlocks(int count, int block, Parallel.Body body) {
    int parts = parallel.threads() * CHUNKS_PER_THREAD;
    int chunk = Math.max(Math.ceilDiv(Math.ceilDiv(count, parts), block), 1) * block;
    parallel.forEach(
        count,
        chunk,
        (from, to, worker) -> {
          for (int at = from; at < to; at += block) {
            body.run(at, Math.min(at + block, to), worker);
          }
        });
  }

  /** The sums, over all blocks, of the {@code terms} values that {@code body} adds to its array. */
  Ext5[] sum(int count, int terms, SumBody body) {
    return sum(count, terms, BLOCK, body);
  }

  /** The same with smaller blocks. */
  Ext5[] sum(int count, int terms, int block, SumBody body) {
    List<Ext5[]> partial = new ArrayList<>();
    for (int i = 0; i < parallel.threads(); i++) {
      partial.add(zeros(terms));
    }
    forBlocks(count, block, (from, to, worker) -> body.run(from, to, worker, partial.get(worker)));
    Ext5[] total = zeros(terms);
    for (Ext5[] part : partial) {
      for (int i = 0; i < terms; i++) {
        total[i] = total[i].add(part[i]);
      }
    }
    return total;
  }

  /** One block's contribution to some sums. */
  @FunctionalInterface
  interface SumBody {
    void run(int from, int to, int worker, Ext5[] sums);
  }

  /** Scratch memory for each worker. */
  <T> List<T> perWorker(BiFunction<Integer, IntBuffers.Arena, T> make) {
    List<T> result = new ArrayList<>();
    for (int i = 0; i < parallel.threads(); i++) {
      result.add(make.apply(i, arena));
    }
    return result;
  }

  static Ext5[] zeros(int count) {
    Ext5[] zeros = new Ext5[count];
    java.util.Arrays.fill(zeros, Ext5.ZERO);
    return zeros;
  }
}
