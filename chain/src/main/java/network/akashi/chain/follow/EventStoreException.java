package network.akashi.chain.follow;

import java.io.Serial;

/** The store of events cannot be used. */
public final class EventStoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  EventStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
