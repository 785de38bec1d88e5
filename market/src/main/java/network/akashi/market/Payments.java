package network.akashi.market;

import java.math.BigInteger;

/** How money leaves: the contracts send it, a simulator writes it down. */
@FunctionalInterface
public interface Payments {
  /** Everybody takes what they get, and nobody keeps a record. */
  Payments ACCEPTED = (to, amount) -> true;

  /**
   * Sends wei to an account.
   *
   * @return whether it took them; if not, nothing has moved
   */
  boolean pay(Address to, BigInteger amount);
}
