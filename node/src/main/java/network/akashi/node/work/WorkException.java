package network.akashi.node.work;

import java.io.Serial;
import network.akashi.node.NodeError;

/** Work that cannot be had, done or accepted; the code says whether it may be later. */
public final class WorkException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final NodeError error;

  public WorkException(NodeError error, String message) {
    super(error.code() + " " + message);
    this.error = error;
  }

  public WorkException(NodeError error, String message, Throwable cause) {
    super(error.code() + " " + message, cause);
    this.error = error;
  }

  /** Why. */
  public NodeError error() {
    return error;
  }
}
