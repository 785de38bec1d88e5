package network.akashi.chain.abi;

import java.io.Serial;

/** Bytes that are not what the ABI says, or values that do not fit into their ABI types. */
public final class AbiException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public AbiException(String message) {
    super(message);
  }

  public AbiException(String message, Throwable cause) {
    super(message, cause);
  }
}
