package network.akashi.node.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The file that {@code akashi init} writes: every key, what it means, its default. */
public final class ConfigTemplate {
  private ConfigTemplate() {}

  /** The template with values filled in; keys are written {@code @name@} there. */
  public static String fill(Map<String, String> values) {
    String text = template();
    for (Map.Entry<String, String> each : values.entrySet()) {
      text = text.replace("@" + each.getKey() + "@", each.getValue());
    }
    return text;
  }

  /** A TOML list of texts. */
  public static String list(List<String> texts) {
    return "[" + String.join(", ", texts.stream().map(ConfigTemplate::quoted).toList()) + "]";
  }

  /** A TOML text. */
  public static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String template() {
    try (InputStream file = ConfigTemplate.class.getResourceAsStream("node.toml")) {
      if (file == null) {
        throw new IllegalStateException("node.toml is not in this build");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
