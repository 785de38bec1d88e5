package network.akashi.chain.keys;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A keystore that gives no key; the message never holds a part of key or password. */
public final class KeystoreException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Reason {
    /** Not JSON, or a field is missing or no value of its kind. */
    MALFORMED,
    /** Another version, cipher or derivation than this program knows. */
    UNSUPPORTED,
    /** Deriving the key would take more memory or time than is reasonable. */
    TOO_COSTLY,
    /** The password is wrong, or the file was damaged. */
    WRONG_PASSWORD
  }

  private final Reason reason;

  KeystoreException(Reason reason, String message) {
    this(reason, message, null);
  }

  KeystoreException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
