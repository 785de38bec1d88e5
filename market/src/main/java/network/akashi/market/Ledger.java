package network.akashi.market;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * Money owed. Whatever is earned is written down and fetched later, so that nobody's refusal to
 * take money can hold up anybody else. All amounts in wei.
 */
final class Ledger {
  private final Payments payments;
  private final MarketEvent.Sink events;
  private final Map<Address, BigInteger> credits = new HashMap<>();
  private BigInteger pendingBurn = BigInteger.ZERO;
  private BigInteger balance = BigInteger.ZERO;

  Ledger(Payments payments, MarketEvent.Sink events) {
    this.payments = payments;
    this.events = events;
  }

  BigInteger creditOf(Address account) {
    return credits.getOrDefault(account, BigInteger.ZERO);
  }

  BigInteger pendingBurn() {
    return pendingBurn;
  }

  /** Everything that the market holds. */
  BigInteger balance() {
    return balance;
  }

  void receive(BigInteger amount) {
    balance = balance.add(amount);
  }

  void credit(Address account, BigInteger amount) {
    if (amount.signum() != 0) {
      credits.merge(account, amount, BigInteger::add);
    }
  }

  void burn(BigInteger amount) {
    pendingBurn = pendingBurn.add(amount);
  }

  /** Sends an account's credit but for its last wei, which keeps its place in storage. */
  BigInteger pay(Address account, Address to) {
    BigInteger amount = creditOf(account).subtract(BigInteger.ONE);
    if (amount.signum() <= 0) {
      throw Refusal.NO_CREDIT.with(account);
    }
    send(to, amount);
    credits.put(account, BigInteger.ONE);
    events.accept(new RequestEvent.Withdrawn(account, to, amount));
    return amount;
  }

  /** Sends what was burnt out of reach. */
  BigInteger burnPending() {
    BigInteger amount = pendingBurn;
    if (amount.signum() == 0) {
      throw Refusal.NOTHING_TO_BURN.with();
    }
    send(Address.BURN, amount);
    pendingBurn = BigInteger.ZERO;
    events.accept(new RequestEvent.Burnt(amount));
    return amount;
  }

  private void send(Address to, BigInteger amount) {
    if (!payments.pay(to, amount)) {
      throw Refusal.TRANSFER_FAILED.with(to, amount);
    }
    balance = balance.subtract(amount);
  }
}
