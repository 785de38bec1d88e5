package network.akashi.stark.air;

/**
 * The arithmetic that an AIR may use on values of some kind {@code E}: field elements, symbolic
 * expressions, whole columns, wires of a circuit.
 */
public interface FieldOps<E> {
  /** The field element that the integer {@code value} stands for, reduced mod p. */
  E constant(long value);

  E add(E a, E b);

  E sub(E a, E b);

  E mul(E a, E b);

  default E neg(E a) {
    return sub(constant(0), a);
  }
}
