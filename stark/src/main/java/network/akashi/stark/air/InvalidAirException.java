package network.akashi.stark.air;

/** An AIR that cannot be proven as it is written; the message names the AIR and the place. */
public final class InvalidAirException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidAirException(String air, String problem) {
    super("AIR %s: %s".formatted(air, problem));
  }
}
