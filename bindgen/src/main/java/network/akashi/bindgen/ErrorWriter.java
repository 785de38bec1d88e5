package network.akashi.bindgen;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.akashi.bindgen.Artifact.Entry;

/** Writes the list of all custom errors: a call may revert with that of a contract further down. */
final class ErrorWriter {
  private ErrorWriter() {}

  static void write(SourceText source, String name, List<Artifact> artifacts) {
    Map<String, String> definitions = new TreeMap<>();
    for (Artifact artifact : artifacts) {
      for (Entry error : artifact.of("error")) {
        definitions.putIfAbsent(error.signature(), definition(error));
      }
    }
    source.javadoc("Every custom error of the contracts, by which reverts are explained.");
    source.line("public final class %s {", name);
    source.javadoc("All of them.");
    source.line("public static final ErrorCatalog ALL =");
    source.line(
        "    ErrorCatalog.of(List.of(\n            %s));"
            .formatted(String.join(",\n            ", definitions.values())));
    source.blank().line("private %s() {}", name).line("}");
  }

  private static String definition(Entry error) {
    String names =
        String.join(
            ", ", error.inputs().stream().map(each -> SourceText.quoted(each.name())).toList());
    return "new ErrorCatalog.Definition(%s, %s, List.of(%s))"
        .formatted(
            SourceText.quoted(error.name()),
            SourceText.quoted(Parameter.canonicalTuple(error.inputs())),
            names);
  }
}
