package network.akashi.chain.rpc;

import java.util.Locale;
import java.util.Optional;
import network.akashi.chain.Bytes;
import tools.jackson.databind.JsonNode;

/**
 * A node's refusal.
 *
 * @param code of JSON-RPC, EIP-1474 or the node's own
 * @param message of the node
 * @param data what came with it; a missing node if nothing did
 */
public record RpcError(int code, String message, JsonNode data) {
  private static final int LIMIT_EXCEEDED = -32005; // EIP-1474
  private static final int REVERTED = 3;

  /** Whether the same request may well succeed a little later, or elsewhere. */
  boolean isTransient() {
    return code == LIMIT_EXCEEDED || code == 429;
  }

  /** What a reverted call returned; empty if the refusal is no revert. */
  public Optional<Bytes> revertData() {
    JsonNode found = data.isObject() ? data.path("data") : data;
    if (found.isString() && found.stringValue().startsWith("0x")) {
      try {
        return Optional.of(Bytes.fromHex(found.stringValue()));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    boolean reverted =
        code == REVERTED || message.toLowerCase(Locale.ROOT).contains("execution reverted");
    return reverted ? Optional.of(Bytes.EMPTY) : Optional.empty();
  }
}
