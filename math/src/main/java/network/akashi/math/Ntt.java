package network.akashi.math;

import java.util.List;

/**
 * Number theoretic transforms of many polynomials at once: the columns of a {@link RowMatrix}.
 *
 * <p><b>Orders.</b> Row {@code r} of a matrix of coefficients belongs to {@code x^r}; row {@code i}
 * of a matrix of values belongs to {@code domain.point(i)}, which is bit-reversed order (see {@link
 * EvaluationDomain}; {@link BitReversal#permute} leads to the other one). All elements are
 * canonical and in Montgomery form, before and after; that they are is not checked ({@link
 * FieldKernels#requireCanonical} does). An {@code Ntt} may serve several threads at once. It owns
 * tables of 16 KiB and, for each thread that has worked for it at the same time, about 1 MiB; so
 * keep one. A call allocates a few small objects per tile and no array.
 *
 * <p><b>1. The algorithm is division with remainder.</b> To evaluate on the coset {@code s·H} of
 * {@code n} points is to reduce modulo {@code X^n − s^n}. That splits into {@code X^(n/2) ∓ z},
 * {@code z = s^(n/2)}, and reducing {@code lo + X^(n/2)·hi} modulo both is the butterfly {@code lo
 * ± z·hi} on all coefficients, with <em>one</em> twiddle {@code z} for the whole block (the "FFT
 * trick" of Gentleman and Sande, as told in Bernstein's "Multidigit multiplication for
 * mathematicians", 2001). Go on until the blocks are single rows: these are the values, in
 * bit-reversed order because each split takes the square root and then its negative. Nothing is
 * ever shuffled, the inner loops run over contiguous elements with the twiddle in all lanes,
 * whatever the width, and a shift changes nothing but the twiddles ({@link Twiddles}). The inverse
 * runs the same tree upwards.
 *
 * <p><b>2. Zero padding costs nothing.</b> Where the upper half of the coefficients is zero, a
 * split is a copy: both halves start from the same polynomial. So {@link #encode} to {@code 2^b}
 * times as many points begins with {@code 2^b} transforms of the original size over the blocks of
 * the larger domain, and {@link #lowDegreeExtend} puts an inverse before that, whose last part and
 * the first part of all cosets happen while the coefficients are in the cache.
 *
 * <p><b>3. Trips through memory.</b> A level of the tree touches every element for half a
 * butterfly, 0.05 ns of work; so levels are taken in groups, each of which is done tile by tile in
 * the second-level cache ({@link NttPass}), and two or three groups are enough for any size. In a
 * tile, two levels at a time are done in one loop (radix 4). Extending twofold reads and writes the
 * memory of the result 2¼ times. Tiles are what cores share out, and where cancellation is noticed.
 *
 * <p><b>4. What was measured</b> (2^20 rows of 64, one core of a 2-core Zen 5 machine, in ns of CPU
 * time per butterfly; machine busy, so ± 5 %):
 *
 * <pre>
 *   kernel, four rows at a time, in the first-level cache                         0.083
 *   the same with Montgomery products, four reductions instead of three           0.119
 *   whole tile of 2^11 rows, in the second-level cache                            0.102
 *   forward 0.140   inverse 0.155   encode ×2 0.151   extend ×2 0.144
 *   tiles of 128 KiB  0.169    256 KiB  0.145    512 KiB  0.142    1 MiB  0.149   (forward)
 *   strided tiles worked on in place instead of in a buffer: forward 0.147, inverse 0.155
 *   no tiles at all, each layer over the whole matrix, on one core: forward 0.139
 *   rows of 80 (no power of two): forward 0.151, inverse 0.176
 *   transparent huge pages: encode 0.141 instead of 0.155, extend 0.134 instead of 0.154
 *   encode into a freshly allocated array: +6 %
 *   2^20 rows of 1: 1.05   of 2: 0.87   2^18 rows of 5: 0.57   of 8: 0.50   of 17: 0.24
 * </pre>
 *
 * So the memory of this machine feeds one core even without tiles; they are for machines and
 * moments where it does not, and for sharing out work. Rows a large power of two apart fall into
 * few sets of the cache and on one page each. On this machine neither shows: a tile fetches whole
 * cache lines of many rows once and keeps them in a buffer, and the second-level translation buffer
 * covers its pages. Scaling an inverse's rows in place <em>after</em> they had been stored far
 * apart did cost 5 %, which is why the factor {@code 1/n} is applied in the pass that works on
 * contiguous memory. Huge pages are worth asking for ({@code -XX:+UseTransparentHugePages}). Narrow
 * rows are slow in the last levels, where a block is less than a vector and elements go one by one.
 *
 * <p><b>5. What is not done.</b> Hashing the rows of a finished tile while they are in the cache:
 * one core hashes 0.5 GB/s with Poseidon2, which memory delivers without being noticed. Radix 8:
 * with lazy sums it needs more products than it saves reductions.
 */
public final class Ntt {
  private final Twiddles twiddles;
  private final NttTiles tiles;

  /** Transforms with the kernels of {@code provider}. */
  public Ntt(MathProvider provider) {
    twiddles = new Twiddles(provider.field());
    tiles = new NttTiles(provider);
  }

  /**
   * Evaluates in place: row {@code r} holds the coefficients of {@code x^r} and then the values at
   * {@code domain.point(r)}.
   *
   * @throws IllegalArgumentException unless {@code domain} has as many points as there are rows
   * @throws java.util.concurrent.CancellationException if {@code parallel} is cancelled; the rows
   *     then hold nothing of use, as with the other operations
   */
  public void forward(RowMatrix rows, EvaluationDomain domain, Parallel parallel) {
    checkDomain("domain", domain, "rows", rows);
    for (NttPass pass : NttPass.plan(rows.logRows(), rows.width())) {
      forward(pass, 0, rows, domain, parallel);
    }
  }

  /**
   * Interpolates in place: undoes {@link #forward}.
   *
   * @throws IllegalArgumentException unless {@code domain} has as many points as there are rows
   */
  public void inverse(RowMatrix rows, EvaluationDomain domain, Parallel parallel) {
    checkDomain("domain", domain, "rows", rows);
    List<NttPass> passes = NttPass.plan(rows.logRows(), rows.width());
    for (NttPass pass : passes.reversed()) {
      inverse(pass, rows, rows, domain, parallel);
    }
  }

  /**
   * Evaluates on a domain at least as large as the polynomials: {@code codeword} row {@code i}
   * becomes the values at {@code domain.point(i)} of the polynomials whose coefficients of {@code
   * x^r} are row {@code r} of {@code coefficients}, which stays as it is.
   *
   * @param domain as many points as {@code codeword} has rows
   * @throws IllegalArgumentException if sizes do not fit or the matrices share memory; nothing has
   *     been written then
   */
  public void encode(
      RowMatrix coefficients, RowMatrix codeword, EvaluationDomain domain, Parallel parallel) {
    checkDomain("domain", domain, "codeword", codeword);
    int logBlowup = checkExtension("coefficients", coefficients, "codeword", codeword);
    List<NttPass> passes = NttPass.plan(coefficients.logRows(), coefficients.width());
    NttPass top = passes.getFirst();
    if (top.contiguous()) {
      tiles.forEach(
          parallel,
          1 << logBlowup,
          (tile, coset) -> {
            tile.shape(top.levels(), top.stride())
                .from(coefficients.values(), coefficients.offset(), top.stride());
            evaluate(tile, top, 0, codeword, domain, logBlowup, coset);
          });
    } else {
      tiles.forEach(
          parallel,
          top.tilesPerBlock(),
          (tile, index) -> {
            int column = top.column(index);
            int at = coefficients.offset() + column;
            tile.shape(top.levels(), top.columns(column))
                .from(coefficients.values(), at, top.stride())
                .to(tile.coefficients, 0, top.columns(column))
                .copy();
            evaluate(tile, top, column, codeword, domain, logBlowup);
          });
    }
    for (NttPass pass : passes.subList(1, passes.size())) {
      forward(pass, logBlowup, codeword, domain, parallel);
    }
  }

  /**
   * Evaluates on {@code to} what is given by its values on {@code from}: row {@code i} of {@code
   * evaluations} belongs to {@code from.point(i)} and stays as it is; row {@code i} of {@code
   * extended} belongs to {@code to.point(i)}.
   *
   * @throws IllegalArgumentException if sizes do not fit or the matrices share memory; nothing has
   *     been written then
   */
  public void lowDegreeExtend(
      RowMatrix evaluations,
      EvaluationDomain from,
      RowMatrix extended,
      EvaluationDomain to,
      Parallel parallel) {
    checkDomain("from", from, "evaluations", evaluations);
    checkDomain("to", to, "extended", extended);
    int logBlowup = checkExtension("evaluations", evaluations, "extended", extended);
    List<NttPass> passes = NttPass.plan(evaluations.logRows(), evaluations.width());
    RowMatrix source = evaluations;
    for (NttPass pass : passes.subList(1, passes.size()).reversed()) {
      inverse(pass, source, extended, from, parallel);
      source = extended;
    }
    NttPass top = passes.getFirst();
    RowMatrix topSource = source;
    tiles.forEach(
        parallel,
        top.tilesPerBlock(),
        (tile, index) -> {
          int column = top.column(index);
          int columns = top.columns(column);
          tile.shape(top.levels(), columns)
              .from(topSource.values(), topSource.offset() + column, top.stride())
              .to(tile.coefficients, 0, columns);
          interpolate(tile, top, from, 0);
          evaluate(tile, top, column, extended, to, logBlowup);
        });
    for (NttPass pass : passes.subList(1, passes.size())) {
      forward(pass, logBlowup, extended, to, parallel);
    }
  }

  /** The first pass over each coset of the polynomials in {@link NttTile#coefficients}. */
  private void evaluate(
      NttTile tile,
      NttPass top,
      int column,
      RowMatrix target,
      EvaluationDomain domain,
      int logBlowup) {
    int columns = top.columns(column);
    tile.shape(top.levels(), columns).from(tile.coefficients, 0, columns);
    for (int coset = 0; coset < 1 << logBlowup; coset++) {
      evaluate(tile, top, column, target, domain, logBlowup, coset);
    }
  }

  /** The first pass over one coset of the polynomials that {@code tile} is set to read. */
  private void evaluate(
      NttTile tile,
      NttPass top,
      int column,
      RowMatrix target,
      EvaluationDomain domain,
      int logBlowup,
      int coset) {
    twiddles.forward(domain.block(logBlowup, coset), top.levels(), tile.twiddles);
    int at = target.offset() + coset * top.rows() * top.stride() + column;
    tile.to(target.values(), at, top.stride()).forward();
  }

  /** {@code pass} in place, its levels counted below {@code baseLevel} of {@code domain}. */
  private void forward(
      NttPass pass, int baseLevel, RowMatrix rows, EvaluationDomain domain, Parallel parallel) {
    int firstLevel = baseLevel + pass.firstLevel();
    tiles.forEach(
        parallel,
        pass.tilesPerBlock() << firstLevel,
        (tile, index) -> {
          int block = pass.block(index);
          int column = pass.column(index);
          int at = rows.offset() + block * pass.rows() * pass.stride() + column;
          twiddles.forward(domain.block(firstLevel, block), pass.levels(), tile.twiddles);
          tile.shape(pass.levels(), pass.columns(column))
              .from(rows.values(), at, pass.stride())
              .to(rows.values(), at, pass.stride())
              .forward();
        });
  }

  private void inverse(
      NttPass pass,
      RowMatrix source,
      RowMatrix target,
      EvaluationDomain domain,
      Parallel parallel) {
    tiles.forEach(
        parallel,
        pass.tiles(),
        (tile, index) -> {
          int column = pass.column(index);
          int at = pass.block(index) * pass.rows() * pass.stride() + column;
          tile.shape(pass.levels(), pass.columns(column))
              .from(source.values(), source.offset() + at, pass.stride())
              .to(target.values(), target.offset() + at, pass.stride());
          interpolate(tile, pass, domain, pass.block(index));
        });
  }

  /**
   * Inverse butterflies leave out a factor of ½ each; the pass that comes first makes up for all.
   */
  private void interpolate(NttTile tile, NttPass pass, EvaluationDomain domain, int block) {
    EvaluationDomain tileDomain = domain.block(pass.firstLevel(), block);
    twiddles.inverse(tileDomain, pass.levels(), tile.twiddles);
    boolean first = pass.levels() == tileDomain.logSize();
    tile.inverse(first ? KoalaBear.inverse(KoalaBear.fromInt(domain.size())) : KoalaBear.ONE);
  }

  private static void checkDomain(
      String domainName, EvaluationDomain domain, String rowsName, RowMatrix rows) {
    if (domain.logSize() != rows.logRows()) {
      throw new IllegalArgumentException(
          "%s: has 2^%d points, %s has 2^%d rows"
              .formatted(domainName, domain.logSize(), rowsName, rows.logRows()));
    }
  }

  private static int checkExtension(
      String sourceName, RowMatrix source, String targetName, RowMatrix target) {
    if (source.width() != target.width()) {
      throw new IllegalArgumentException(
          "%s: has rows of %d, %s has rows of %d"
              .formatted(targetName, target.width(), sourceName, source.width()));
    }
    if (source.logRows() > target.logRows()) {
      throw new IllegalArgumentException(
          "%s: 2^%d rows are too few to extend the 2^%d rows of %s"
              .formatted(targetName, target.logRows(), source.logRows(), sourceName));
    }
    if (source.overlaps(target)) {
      throw new IllegalArgumentException(
          "%s: shares memory with %s".formatted(targetName, sourceName));
    }
    return target.logRows() - source.logRows();
  }
}
