package network.akashi.rollup.sequencer;

import java.io.Serial;

/** A transaction is not taken; the message says why, in the words that wallets know. */
public final class TransactionRefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  TransactionRefusedException(String why) {
    super(why);
  }
}
