package network.akashi.cli;

import java.util.Locale;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Sends what the libraries log through {@link System.Logger} to standard error, a line each, and as
 * text only warnings unless more is asked for: standard output belongs to results.
 */
final class Logging {
  /** What a line looks like; constants are named as users write them. */
  enum Form {
    text,
    json
  }

  private static final class OneLine extends Formatter {
    @Override
    public String format(LogRecord logged) {
      return "akashi: %s: %s%n"
          .formatted(logged.getLevel().getName().toLowerCase(Locale.ROOT), formatMessage(logged));
    }
  }

  private Logging() {}

  static void toStandardError(boolean verbose, Form form) {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    Level quiet = form == Form.json ? Level.INFO : Level.WARNING;
    Level level = verbose ? Level.FINE : quiet;
    Handler handler = new ConsoleHandler();
    handler.setFormatter(form == Form.json ? new JsonLines() : new OneLine());
    handler.setLevel(level);
    root.addHandler(handler);
    root.setLevel(Level.WARNING);
    Logger.getLogger("network.akashi").setLevel(level);
  }
}
