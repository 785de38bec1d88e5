package network.akashi.node.config;

import java.io.Serial;

/** A configuration that cannot be used; the message names file, line and key. */
public final class ConfigException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  ConfigException(String message) {
    super(message);
  }

  ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
