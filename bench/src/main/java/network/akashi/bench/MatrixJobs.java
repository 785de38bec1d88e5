package network.akashi.bench;

import java.util.function.Function;
import network.akashi.math.EvaluationDomain;
import network.akashi.math.KoalaBear;
import network.akashi.math.MathProvider;
import network.akashi.math.MerkleHash;
import network.akashi.math.MerkleShape;
import network.akashi.math.MerkleTreeBuilder;
import network.akashi.math.Ntt;
import network.akashi.math.Parallel;
import network.akashi.math.RowMatrix;
import network.akashi.math.Rows;

/** What a prover does with a matrix of values before anything else: extend it, and commit to it. */
final class MatrixJobs {
  private static final int LOG_BLOWUP = 1;
  private static final int CAP_HEIGHT = 4;

  private MatrixJobs() {}

  /** Low-degree extension from a subgroup to a coset of twice the size. */
  static Function<Parallel, Work> extend(MathProvider provider, int logRows, int width) {
    return extension(provider, logRows, width).work();
  }

  /** Extension, then a Merkle tree over its rows, all by Poseidon2 of width 16. */
  static Function<Parallel, Work> commit(MathProvider provider, int logRows, int width) {
    return commit(MerkleHash.poseidon2(provider), provider, logRows, width);
  }

  /** As {@link #commit} with leaves hashed by Poseidon2 of width 24. */
  static Function<Parallel, Work> commitWithWideLeaves(
      MathProvider provider, int logRows, int width) {
    return commit(MerkleHash.poseidon2WithWideLeaves(provider), provider, logRows, width);
  }

  private record Extension(RowMatrix extended, Function<Parallel, Work> work) {}

  private static Extension extension(MathProvider provider, int logRows, int width) {
    RowMatrix evaluations = RowMatrix.of(Operands.elements(5, width << logRows), width);
    RowMatrix extended = RowMatrix.of(new int[width << (logRows + LOG_BLOWUP)], width);
    EvaluationDomain from = EvaluationDomain.subgroup(logRows);
    EvaluationDomain to = new EvaluationDomain(logRows + LOG_BLOWUP, KoalaBear.GENERATOR);
    Ntt ntt = new Ntt(provider);
    return new Extension(
        extended, parallel -> () -> ntt.lowDegreeExtend(evaluations, from, extended, to, parallel));
  }

  private static Function<Parallel, Work> commit(
      MerkleHash hash, MathProvider provider, int logRows, int width) {
    Extension extension = extension(provider, logRows, width);
    Rows leaves = Rows.of(extension.extended().values(), 0, extension.extended().rows(), width);
    int[] nodes = new int[MerkleShape.of(leaves.count(), CAP_HEIGHT).nodes() * hash.digestLength()];
    return parallel -> {
      MerkleTreeBuilder builder = new MerkleTreeBuilder(hash, parallel);
      Work extend = extension.work().apply(parallel);
      return () -> {
        extend.run();
        builder.build(leaves, CAP_HEIGHT, nodes);
      };
    };
  }
}
