package network.akashi.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Commands that the design has and this version does not, so that whoever read about one is told
 * the truth. A command that arrives leaves this list (a test sees to it).
 */
enum Planned {
  EXPLORER("the web page of the network", "explorer"),
  SIM("the market simulator", "sim");

  private final String what;
  private final String module;

  Planned(String what, String module) {
    this.what = what;
    this.module = module;
  }

  /** The planned command of that name, or null. */
  static @Nullable Planned of(String name) {
    for (Planned planned : values()) {
      if (planned.command().equals(name)) {
        return planned;
      }
    }
    return null;
  }

  String command() {
    return name().toLowerCase(Locale.ROOT);
  }

  String message() {
    return "'%s' (%s) is not in this version; it arrives with the module '%s'"
        .formatted(command(), what, module);
  }
}
