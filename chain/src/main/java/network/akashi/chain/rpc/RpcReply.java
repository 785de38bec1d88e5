package network.akashi.chain.rpc;

import tools.jackson.databind.JsonNode;

/** What a node answered to one request. */
public sealed interface RpcReply {
  /** It was carried out. */
  record Result(JsonNode value) implements RpcReply {}

  /** It was refused. */
  record Failure(RpcError error) implements RpcReply {}
}
