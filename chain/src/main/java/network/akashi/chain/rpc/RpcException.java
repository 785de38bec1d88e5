package network.akashi.chain.rpc;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A request to a node that brought no result. */
public abstract sealed class RpcException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private RpcException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** No endpoint answered. */
  public static final class Unreachable extends RpcException {
    @Serial private static final long serialVersionUID = 1L;

    private final boolean maybeDone;

    Unreachable(String message, boolean maybeDone, @Nullable Throwable cause) {
      super(message, cause);
      this.maybeDone = maybeDone;
    }

    /** Whether the request may have been carried out although no answer came. */
    public boolean maybeDone() {
      return maybeDone;
    }
  }

  /** A node answered, and refused. */
  public static final class Refused extends RpcException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient RpcError error;

    Refused(String method, RpcError error) {
      super("%s: the node refused: %s (%d)".formatted(method, error.message(), error.code()), null);
      this.error = error;
    }

    public RpcError error() {
      return error;
    }
  }

  /** An answer that is not what the protocol says. */
  public static final class Malformed extends RpcException {
    @Serial private static final long serialVersionUID = 1L;

    Malformed(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
