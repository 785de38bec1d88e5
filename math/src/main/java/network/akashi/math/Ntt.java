package network.akashi.math;

import java.util.List;

/** Number theoretic transforms of many polynomials at once: the columns of a {@link RowMatrix}. */
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
   */
  public void forward(RowMatrix rows, EvaluationDomain domain, Parallel parallel) {
    checkDomain("domain", domain, "rows", rows);
    for (NttPass pass : NttPass.plan(rows.logRows(), rows.width())) {
      forward(pass, 0, rows, domain, parallel);
    }
  }

  /** Interpolates in place: undoes {@link #forward}. */
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
   * x^r} are row {@code r} of {@code coefficients}.
   */
  public void encode(
      RowMatrix coefficients, RowMatrix codeword, EvaluationDomain domain, Parallel parallel) {
    checkDomain("domain", domain, "codeword", codeword);
    int logBlowup = checkExtension("coefficients", coefficients, "codeword", codeword);
    List<NttPass> passes = NttPass.plan(coefficients.logRows(), coefficients.width());
    NttPass top = passes.getFirst();
    tiles.forEach(
        parallel,
        top.tilesPerBlock(),
        (tile, index) -> {
          int column = top.column(index);
          int columns = top.columns(column);
          for (int row = 0; row < top.rows(); row++) {
            System.arraycopy(
                coefficients.values(),
                coefficients.offset() + row * top.stride() + column,
                tile.coefficients,
                row * columns,
                columns);
          }
          evaluateTop(tile, top, column, codeword, domain, logBlowup);
        });
    for (NttPass pass : passes.subList(1, passes.size())) {
      forward(pass, logBlowup, codeword, domain, parallel);
    }
  }

  /**
   * Evaluates on {@code to} what is given by its values on {@code from}: row {@code i} of {@code
   * evaluations} belongs to {@code from.point(i)}, row {@code i} of {@code extended} to {@code
   * to.point(i)}.
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
          evaluateTop(tile, top, column, extended, to, logBlowup);
        });
    for (NttPass pass : passes.subList(1, passes.size())) {
      forward(pass, logBlowup, extended, to, parallel);
    }
  }

  /** The first pass over each coset of the polynomials in the tile. */
  private void evaluateTop(
      NttTile tile,
      NttPass top,
      int column,
      RowMatrix target,
      EvaluationDomain domain,
      int logBlowup) {
    int columns = top.columns(column);
    for (int coset = 0; coset < 1 << logBlowup; coset++) {
      twiddles.forward(domain.block(logBlowup, coset), top.levels(), tile.twiddles);
      int at = target.offset() + coset * top.rows() * top.stride() + column;
      tile.shape(top.levels(), columns)
          .from(tile.coefficients, 0, columns)
          .to(target.values(), at, top.stride())
          .forward();
    }
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
