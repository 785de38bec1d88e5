package network.akashi.rollup.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The store cannot be opened, read or written: nothing can be promised any more. */
public final class StoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    super(message);
  }

  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
