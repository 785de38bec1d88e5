package network.akashi.bindgen;

import java.util.List;
import java.util.Locale;

/** Java source that is being written; indents by the braces that are open. */
final class SourceText {
  private final StringBuilder text = new StringBuilder();
  private int depth;

  @SuppressWarnings("AnnotateFormatMethod") // a line without arguments may hold a percent sign
  SourceText line(String format, Object... arguments) {
    String line = arguments.length == 0 ? format : format.formatted(arguments);
    if (line.startsWith("}")) {
      depth--;
    }
    if (!line.isEmpty()) {
      text.append("  ".repeat(depth)).append(line);
    }
    text.append('\n');
    if (line.endsWith("{")) {
      depth++;
    }
    return this;
  }

  SourceText blank() {
    return line("");
  }

  SourceText javadoc(String sentence) {
    return line("/** " + sentence + " */");
  }

  /** The head of a file that was not written by hand. */
  static SourceText file(String packageName, List<String> imports) {
    SourceText source =
        new SourceText()
            .line("// Written by bindgen from contracts/artifacts while the project is built.")
            .line("package %s;".formatted(packageName))
            .blank();
    imports.stream().sorted().forEach(each -> source.line("import %s;".formatted(each)));
    return source.blank();
  }

  static String quoted(String value) {
    if (value.chars().anyMatch(c -> c == '"' || c == '\\' || c < ' ' || c > '~')) {
      throw new BindingException(String.format(Locale.ROOT, "not a plain name: %s", value));
    }
    return '"' + value + '"';
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
