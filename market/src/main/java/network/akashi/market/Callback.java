package network.akashi.market;

/**
 * Who is told of a result.
 *
 * @param target the contract, or the zero address for nobody
 * @param gas what it may use, 32 bits
 */
public record Callback(Address target, long gas) {
  /** Nobody is told. */
  public static final Callback NONE = new Callback(Address.ZERO, 0);

  /** Whether somebody is to be told. */
  public boolean wanted() {
    return !target.equals(Address.ZERO);
  }
}
