package network.akashi.rollup.sequencer;

import java.math.BigInteger;
import java.util.Optional;
import network.akashi.chain.Bytes32;

/** What the mempool says to a transaction. */
public sealed interface Admission {
  /**
   * It waits for its turn.
   *
   * @param replaced the one of the same nonce that it takes the place of
   */
  record Admitted(Optional<Bytes32> replaced) implements Admission {}

  /** It waits already. */
  record Known() implements Admission {}

  /** It is not taken. */
  sealed interface Refused extends Admission {
    /** Why, in the words that wallets know. */
    String reason();
  }

  /** Its nonce was used. */
  record NonceTooLow(long nonce, long next) implements Refused {
    @Override
    public String reason() {
      return "nonce too low: next nonce %d, tx nonce %d".formatted(next, nonce);
    }
  }

  /** Its nonce is so far ahead that it could not wait with all before it. */
  record NonceTooHigh(long nonce, long next, int most) implements Refused {
    @Override
    public String reason() {
      return "nonce too high: next nonce %d, tx nonce %d; at most %d may wait"
          .formatted(next, nonce, most);
    }
  }

  /** It offers the beneficiary too little. */
  record TipTooLow(BigInteger tip, BigInteger least) implements Refused {
    @Override
    public String reason() {
      return "transaction underpriced: tip %s wei, at least %s needed".formatted(tip, least);
    }
  }

  /** It replaces another and is not dear enough for that. */
  record ReplacementTooCheap(BigInteger leastMaxFee, BigInteger leastTip) implements Refused {
    @Override
    public String reason() {
      return ("replacement transaction underpriced: needs maxFeePerGas %s and"
              + " maxPriorityFeePerGas %s")
          .formatted(leastMaxFee, leastTip);
    }
  }

  /** The sender cannot pay for it and for what waits of his already. */
  record InsufficientFunds(BigInteger balance, BigInteger needed) implements Refused {
    @Override
    public String reason() {
      return "insufficient funds for gas * price + value: balance %s, needed %s (with what waits)"
          .formatted(balance, needed);
    }
  }

  /** The sender has too many that wait. */
  record AccountFull(int most) implements Refused {
    @Override
    public String reason() {
      return "account limit exceeded: %d transactions of this sender wait".formatted(most);
    }
  }

  /** Too many wait, all in all. */
  record PoolFull(int most) implements Refused {
    @Override
    public String reason() {
      return "txpool is full: %d transactions wait".formatted(most);
    }
  }
}
