package network.akashi.chain.rpc;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Something that answers JSON-RPC requests. */
public interface JsonRpc {
  /**
   * The answers to {@code requests}, in their order. A refusal of one is an answer and stops no
   * other.
   *
   * @throws RpcException.Unreachable if no endpoint answered
   * @throws RpcException.Malformed if an answer was not what the protocol says
   */
  List<RpcReply> batch(List<RpcRequest> requests);

  /**
   * The result of one request; JSON's null where the node has none.
   *
   * @throws RpcException if there is no result
   */
  default JsonNode call(RpcRequest request) {
    return switch (batch(List.of(request)).getFirst()) {
      case RpcReply.Result result -> result.value();
      case RpcReply.Failure failure ->
          throw new RpcException.Refused(request.method(), failure.error());
    };
  }
}
