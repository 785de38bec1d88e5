package network.akashi.bindgen;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import network.akashi.bindgen.Artifact.Entry;

/** All Java files for a set of contracts, which share their structs and enumerations. */
final class Bindings {
  static final String ERRORS = "ContractErrors";

  private final String packageName;
  private final Map<String, String> files = new TreeMap<>();
  private final Map<String, String> origins = new LinkedHashMap<>();

  private Bindings(String packageName) {
    this.packageName = packageName;
  }

  /** Java source by type name. */
  static Map<String, String> of(List<Artifact> artifacts, String packageName) {
    Bindings bindings = new Bindings(packageName);
    for (Artifact artifact : artifacts) {
      bindings.add(artifact);
    }
    bindings.file(ERRORS, "errors", source -> ErrorWriter.write(source, ERRORS, artifacts));
    return bindings.files;
  }

  private void add(Artifact artifact) {
    String name = artifact.contract();
    file(name, "contract " + name, source -> ContractWriter.write(source, artifact));
    if (!artifact.of("event").isEmpty()) {
      file(
          name + "Event",
          "events of " + name,
          source -> EventWriter.write(source, name, artifact.of("event")));
    }
    artifact
        .enums()
        .forEach((each, members) ->
            file(
                each, "enum " + each + members, source -> EnumWriter.write(source, each, members)));
    for (Entry entry : artifact.entries()) {
      if (!entry.kind().equals("error")) {
        structs(entry.inputs());
        structs(entry.outputs());
      }
    }
  }

  private void structs(List<Parameter> parameters) {
    for (Parameter each : parameters) {
      if (each.type().startsWith("tuple")) {
        String name = Names.ofInternalType(each.internalType());
        String solidity = each.internalType().replaceAll("\\[.*", "");
        file(
            name,
            solidity + each.components(),
            source -> StructWriter.write(source, name, solidity, each.components()));
        structs(each.components());
      }
    }
  }

  /** Adds the file of a type, unless it is there; two different types of one name are refused. */
  private void file(String type, String origin, Consumer<SourceText> writer) {
    String before = origins.putIfAbsent(type, origin);
    if (before == null) {
      SourceText body = new SourceText();
      writer.accept(body);
      String text = body.toString();
      files.put(type, SourceText.file(packageName, Imports.of(text)) + text);
    } else if (!before.equals(origin)) {
      throw new BindingException(
          "two types would be called %s: %s, and %s".formatted(type, before, origin));
    }
  }
}
