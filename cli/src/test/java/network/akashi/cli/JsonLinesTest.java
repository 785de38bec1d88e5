package network.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonLinesTest {
  private static JsonNode line(Level level, String message, Object... parameters) {
    LogRecord logged = new LogRecord(level, message);
    logged.setLoggerName("network.akashi.node");
    logged.setParameters(parameters);
    logged.setInstant(Instant.parse("2026-01-02T03:04:05.678Z"));
    return parsed(logged);
  }

  private static JsonNode parsed(LogRecord logged) {
    String text = new JsonLines().format(logged);
    assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
    return JsonMapper.shared().readTree(text);
  }

  @Test
  void requestsAndCodesAreFields() {
    String id = "0x" + "a5".repeat(32);
    JsonNode json = line(Level.WARNING, "request {0}: {1}", id, "FAILED (AK-006 no proof)");
    assertThat(json.get("at").stringValue()).isEqualTo("2026-01-02T03:04:05.678Z");
    assertThat(json.get("level").stringValue()).isEqualTo("warning");
    assertThat(json.get("logger").stringValue()).isEqualTo("network.akashi.node");
    assertThat(json.get("request").stringValue()).isEqualTo(id);
    assertThat(json.get("code").stringValue()).isEqualTo("AK-006");
    assertThat(json.get("message").stringValue())
        .isEqualTo("request " + id + ": FAILED (AK-006 no proof)");
  }

  @Test
  void whatIsNotThereIsNoField() {
    JsonNode json = line(Level.INFO, "listening");
    assertThat(json.propertyNames()).containsExactly("at", "level", "logger", "thread", "message");
  }

  @Test
  void linesStayLines() {
    assertThat(line(Level.INFO, "a\n\"b\"").get("message").stringValue()).isEqualTo("a\n\"b\"");
    LogRecord logged = new LogRecord(Level.SEVERE, "no");
    logged.setLoggerName("x");
    logged.setThrown(new IllegalStateException("two\nlines"));
    assertThat(parsed(logged).get("thrown").stringValue())
        .isEqualTo("java.lang.IllegalStateException: two\nlines");
  }
}
