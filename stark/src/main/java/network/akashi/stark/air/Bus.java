package network.akashi.stark.air;

import network.akashi.math.KoalaBear;

/**
 * A channel on which tables exchange tuples: over the whole proof, what is sent must equal what is
 * received, as multisets.
 *
 * <p>The {@code tag} is part of every tuple's fingerprint, so tuples of different buses never
 * match, whatever they hold.
 *
 * @param name what error messages call it
 * @param tag the domain tag, unique among the buses of a machine, in {@code [1, p)}
 * @param arity number of field elements in each tuple
 */
public record Bus(String name, int tag, int arity) {
  /** Longest tuple a bus may carry: tag and tuple share 16 fingerprint weights. */
  public static final int MAX_ARITY = 15;

  public Bus {
    if (tag < 1 || tag >= KoalaBear.P) {
      throw new IllegalArgumentException(
          "tag: bus %s needs a tag from 1 to p-1, has %d".formatted(name, tag));
    }
    if (arity < 1 || arity > MAX_ARITY) {
      throw new IllegalArgumentException(
          "arity: bus %s carries 1 to %d elements, not %d".formatted(name, MAX_ARITY, arity));
    }
  }
}
