package network.akashi.rollup.rpc;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON-RPC 2.0: bytes in, bytes out. Whatever comes in, something comes out. */
final class RpcDispatcher {
  private static final System.Logger LOG = System.getLogger(RpcDispatcher.class.getName());
  private static final JsonMapper JSON = JsonMapper.shared();

  private final RpcMethods methods;
  private final RpcLimits limits;

  RpcDispatcher(RpcMethods methods, RpcLimits limits) {
    this.methods = methods;
    this.limits = limits;
  }

  /** The answer; empty if all of it were notifications, which get none. */
  Optional<byte[]> answer(byte[] body) {
    JsonNode request;
    try {
      request = JSON.readTree(body);
    } catch (JacksonException e) {
      return Optional.of(
          write(error(null, RpcFault.PARSE_ERROR, "no JSON: " + e.getOriginalMessage())));
    }
    if (!request.isArray()) {
      Map<String, @Nullable Object> answer = one(request);
      return answer.isEmpty() ? Optional.empty() : Optional.of(write(answer));
    }
    if (request.isEmpty()) {
      return Optional.of(write(error(null, RpcFault.INVALID_REQUEST, "an empty batch")));
    }
    if (request.size() > limits.mostInBatch()) {
      return Optional.of(
          write(
              error(
                  null,
                  RpcFault.LIMIT_EXCEEDED,
                  "a batch has at most %d requests".formatted(limits.mostInBatch()))));
    }
    return batch(request);
  }

  private Optional<byte[]> batch(JsonNode requests) {
    StringBuilder all = new StringBuilder("[");
    for (JsonNode each : requests) {
      Map<String, @Nullable Object> answer =
          all.length() > limits.mostAnswerBytes()
              ? error(
                  each.path("id"),
                  RpcFault.LIMIT_EXCEEDED,
                  "the answer to this batch is too long: ask for less at once")
              : one(each);
      if (!answer.isEmpty()) {
        all.append(all.length() > 1 ? "," : "").append(JSON.writeValueAsString(answer));
      }
    }
    return all.length() == 1
        ? Optional.empty()
        : Optional.of(all.append("]").toString().getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, @Nullable Object> one(JsonNode request) {
    if (!request.isObject() || !request.path("method").isString()) {
      return error(null, RpcFault.INVALID_REQUEST, "a request is an object with a method");
    }
    JsonNode id = request.path("id");
    JsonNode params = request.path("params");
    if (!params.isArray() && !params.isMissingNode() && !params.isNull()) {
      return error(id, RpcFault.INVALID_REQUEST, "params are a list");
    }
    Map<String, @Nullable Object> answer =
        call(request.path("method").stringValue(), new Params(params), id);
    return id.isMissingNode() ? Map.of() : answer;
  }

  // The edge where a fault of ours ends: others must be answered all the same.
  @SuppressWarnings("CatchAndPrintStackTrace")
  private Map<String, @Nullable Object> call(String name, Params params, JsonNode id) {
    Optional<RpcMethods.Method> method = methods.method(name);
    if (method.isEmpty()) {
      return error(
          id,
          RpcFault.METHOD_NOT_FOUND,
          "the method %s does not exist here".formatted(shortened(name)));
    }
    try {
      Map<String, @Nullable Object> answer = envelope(id);
      answer.put("result", method.get().call(params));
      return answer;
    } catch (RpcFault fault) {
      return error(id, fault.code(), fault.text());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "internal error in " + name, e);
      return error(id, RpcFault.INTERNAL_ERROR, "internal error");
    }
  }

  private static String shortened(String name) {
    return name.length() <= 60 ? name : name.substring(0, 57) + "...";
  }

  private static Map<String, @Nullable Object> error(
      @Nullable JsonNode id, int code, String message) {
    Map<String, @Nullable Object> answer = envelope(id);
    answer.put("error", Map.of("code", code, "message", message));
    return answer;
  }

  private static Map<String, @Nullable Object> envelope(@Nullable JsonNode id) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("jsonrpc", "2.0");
    boolean known = id != null && (id.isString() || id.isNumber());
    answer.put("id", known ? id : null);
    return answer;
  }

  private static byte[] write(Object answer) {
    return JSON.writeValueAsBytes(answer);
  }

  /** An answer that is no answer to any request of the body. */
  byte[] refusal(int code, String message) {
    return write(error(null, code, message));
  }
}
