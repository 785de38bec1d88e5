package network.akashi.stark.verifier;

import java.util.List;

/**
 * A linear functional on a multilinear polynomial {@code f} that WHIR proves a value of: {@code Σ_b
 * f(b)·w(b)}, given by the extension of {@code w} at one point.
 *
 * @param variables how many of the last variables it looks at; it was added when that many were
 *     left
 */
record Weight<E>(int variables, Extension<E> extension) {
  /** The multilinear extension of {@code w}. */
  @FunctionalInterface
  interface Extension<E> {
    E at(List<E> point);
  }
}
