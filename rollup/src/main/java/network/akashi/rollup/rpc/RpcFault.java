package network.akashi.rollup.rpc;

import java.io.Serial;

/** A refusal, as JSON-RPC 2.0 and EIP-1474 number them. */
public final class RpcFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  static final int PARSE_ERROR = -32700;
  static final int INVALID_REQUEST = -32600;
  static final int METHOD_NOT_FOUND = -32601;
  static final int INVALID_PARAMS = -32602;
  static final int INTERNAL_ERROR = -32603;
  static final int SERVER_ERROR = -32000;
  static final int RESOURCE_NOT_FOUND = -32001;
  static final int RESOURCE_UNAVAILABLE = -32002;
  static final int LIMIT_EXCEEDED = -32005;

  private final int code;

  public RpcFault(int code, String message) {
    super(message);
    this.code = code;
  }

  static RpcFault invalidParams(String message) {
    return new RpcFault(INVALID_PARAMS, message);
  }

  /** The number of the refusal. */
  public int code() {
    return code;
  }

  /** What is wrong. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
