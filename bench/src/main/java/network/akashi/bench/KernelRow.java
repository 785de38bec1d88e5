package network.akashi.bench;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One line of the table.
 *
 * @param id short name without spaces, for scripts
 * @param title what runs, and on how much
 * @param item what times are divided by: one element, one permutation
 * @param itemsPerCall how many items the whole job has
 * @param vector the figures of the vector kernels; absent where this JVM has none
 * @param scalar the figures of the scalar reference
 * @param goal what is asked for, if anything is
 */
public record KernelRow(
    String id,
    String title,
    String item,
    double itemsPerCall,
    Optional<Figures> vector,
    Figures scalar,
    Optional<Goal> goal) {

  /** How many times as fast vectors are, on one thread. */
  public OptionalDouble ratio() {
    return vector.isPresent()
        ? OptionalDouble.of(scalar.oneThread() / vector.get().oneThread())
        : OptionalDouble.empty();
  }

  /** What the goal is compared with, in its quantity: the fastest kernels this JVM has. */
  public OptionalDouble achieved() {
    if (goal.isEmpty()) {
      return OptionalDouble.empty();
    }
    OptionalDouble nanos = vector.orElse(scalar).of(goal.get().threads());
    return nanos.isPresent()
        ? OptionalDouble.of(goal.get().quantity().of(nanos.getAsDouble(), itemsPerCall))
        : OptionalDouble.empty();
  }

  /** Whether the goal is missed: it is stated, was measured, and is not met. */
  public boolean missed() {
    OptionalDouble achieved = achieved();
    return achieved.isPresent() && !goal.orElseThrow().isMetBy(achieved.getAsDouble());
  }
}
