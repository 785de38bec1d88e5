package network.akashi.cli;

import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A log for machines: a JSON object a line. Requests and error codes, which messages name in one
 * form, are fields of their own, so that a search needs no pattern.
 */
final class JsonLines extends Formatter {
  private static final Pattern CODE = Pattern.compile("\\bAK-[0-9]{3}\\b");
  private static final Pattern REQUEST = Pattern.compile("\\brequest (0x[0-9a-f]{64})\\b");

  @Override
  public String format(LogRecord logged) {
    String message = formatMessage(logged);
    ObjectNode json = JsonMapper.shared().createObjectNode();
    json.put("at", logged.getInstant().toString());
    json.put("level", logged.getLevel().getName().toLowerCase(Locale.ROOT));
    json.put("logger", logged.getLoggerName());
    json.put("thread", Thread.currentThread().getName());
    Matcher code = CODE.matcher(message);
    if (code.find()) {
      json.put("code", code.group());
    }
    Matcher request = REQUEST.matcher(message);
    if (request.find()) {
      json.put("request", request.group(1));
    }
    json.put("message", message);
    if (logged.getThrown() != null) {
      json.put("thrown", logged.getThrown().toString());
    }
    return json + System.lineSeparator();
  }
}
