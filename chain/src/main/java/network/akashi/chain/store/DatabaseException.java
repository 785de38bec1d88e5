package network.akashi.chain.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A database cannot be opened, read or written; the message says where and why. What was to be
 * changed is unchanged, unless the connection broke: then nobody knows.
 */
public final class DatabaseException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  DatabaseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
