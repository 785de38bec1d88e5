package network.akashi.stark.verifier;

import java.util.List;
import network.akashi.stark.air.FieldOps;

/**
 * The field arithmetic that the verifier is written against.
 *
 * @param <B> base-field values
 * @param <E> extension-field values
 */
public interface Arithmetic<B, E> extends FieldOps<E> {
  /** A base-field constant, given in Montgomery form. */
  B base(int montgomery);

  B mulBase(B a, B b);

  /** {@code a} as an extension element. */
  E lift(B a);

  /** {@code a·b}. */
  E scale(E a, B b);

  /** The extension element with these five coefficients. */
  E compose(List<B> coefficients);

  /** Refuses the proof unless {@code a = b}. */
  void requireEqual(E a, E b, Rejection otherwise);

  /** Refuses the proof unless {@code a ≠ 0}. */
  void requireNonZero(E a, Rejection otherwise);
}
