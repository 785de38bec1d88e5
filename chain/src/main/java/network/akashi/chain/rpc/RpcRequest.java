package network.akashi.chain.rpc;

import java.util.List;

/**
 * A JSON-RPC request.
 *
 * @param method such as {@code eth_call}
 * @param params values that JSON has: strings, booleans, numbers, lists, maps
 * @param idempotent whether carrying it out twice does no more than carrying it out once, so that
 *     it may be repeated when no answer came
 */
public record RpcRequest(String method, List<Object> params, boolean idempotent) {
  public RpcRequest {
    params = List.copyOf(params);
  }

  /** A request that may be repeated. */
  public static RpcRequest idempotent(String method, Object... params) {
    return new RpcRequest(method, List.of(params), true);
  }

  /** A request that is sent again only if it surely was not carried out. */
  public static RpcRequest once(String method, Object... params) {
    return new RpcRequest(method, List.of(params), false);
  }
}
