package network.akashi.chain.outbox;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The ledger cannot be used; without it nothing is sent. */
public final class LedgerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  LedgerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
