package network.akashi.node.http;

import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What holds for any text that is read as a message of any kind. */
final class WireCheck {
  private WireCheck() {}

  /**
   * Reads a text as every kind of message.
   *
   * @return as how many of them it makes sense
   * @throws AssertionError if one is written otherwise than it was read
   */
  static int check(String text) {
    Optional<JsonNode> json = Wire.parse(text);
    if (json.isEmpty()) {
      return 0;
    }
    JsonNode body = json.get();
    return reads(body, Wire::claim, Wire::claim)
        + reads(body, Wire::certificate, Wire::certificate)
        + reads(body, Wire::answer, Wire::answer)
        + reads(body, Wire::signRequest, Wire::signRequest)
        + reads(body, Wire::signAnswer, Wire::signAnswer)
        + reads(body, Wire::verdictRequest, Wire::verdictRequest)
        + reads(body, Wire::verdictAnswer, Wire::verdictAnswer)
        + reads(body, Wire::testimonies, Wire::testimonies)
        + reads(body, Wire::appeal, each -> Wire.appeal(each.requestId(), each.verdict()));
  }

  private static <T> int reads(
      JsonNode body, Function<JsonNode, Optional<T>> read, Function<T, ? extends JsonNode> write) {
    Optional<T> value = read.apply(body);
    if (value.isEmpty()) {
      return 0;
    }
    Optional<T> again = Wire.parse(write.apply(value.get()).toString()).flatMap(read);
    if (!again.equals(value)) {
      throw new AssertionError("%s is read again as %s".formatted(value, again));
    }
    return 1;
  }
}
