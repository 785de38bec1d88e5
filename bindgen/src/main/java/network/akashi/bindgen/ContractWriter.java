package network.akashi.bindgen;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.akashi.bindgen.Artifact.Entry;

/**
 * Writes the class of one contract: a method for each function, which makes the call as a value.
 */
final class ContractWriter {
  private final SourceText source;
  private final Artifact artifact;
  private final Map<String, Integer> overloads = new HashMap<>();

  private ContractWriter(SourceText source, Artifact artifact) {
    this.source = source;
    this.artifact = artifact;
  }

  static void write(SourceText source, Artifact artifact) {
    new ContractWriter(source, artifact).write();
  }

  private void write() {
    String name = artifact.contract();
    source.javadoc(
        "The contract {@code %s} at an address: its calls as values, sent by nobody yet."
            .formatted(name));
    source.line("public record %s(Address address) {", name);
    source.javadoc("The name under which its code is found.");
    source.line("public static final String NAME = %s;", SourceText.quoted(name)).blank();
    artifact.of("constructor").forEach(this::constructor);
    if (artifact.of("constructor").isEmpty()) {
      constructor(new Entry("constructor", "", List.of(), List.of(), ""));
    }
    artifact.of("function").forEach(this::function);
    source.line("}");
  }

  private void constructor(Entry constructor) {
    source.javadoc("A deployment of the contract with these parameters.");
    source.line(
        "public static ContractCreation creation(%s) {",
        StructWriter.components(constructor.inputs()));
    source.line(
        "return ContractCreation.of(NAME, %s, %s);",
        SourceText.quoted(Parameter.canonicalTuple(constructor.inputs())),
        StructWriter.toArray(constructor.inputs()));
    source.line("}").blank();
  }

  private void function(Entry function) {
    int overload = overloads.merge(function.name(), 1, Integer::sum);
    String suffix = overload == 1 ? "" : "_" + overload;
    String constant = "ABI_" + Names.constant(function.name()) + suffix;
    String result = resultType(function, suffix);
    source.line(
        "private static final AbiFunction %s = AbiFunction.of(%s, %s);",
        constant,
        SourceText.quoted(function.signature()),
        SourceText.quoted(Parameter.canonicalTuple(function.outputs())));
    source.blank();
    source.javadoc(
        "{@code %s}: %s.".formatted(function.signature(), describe(function.mutability())));
    source.line(
        "public ContractCall<%s> %s(%s) {",
        result, Names.member(function.name()), StructWriter.components(function.inputs()));
    source.line(
        "return ContractCall.of(address, %s, %s, t -> %s);",
        constant, StructWriter.toArray(function.inputs()), resultOf(function, result));
    source.line("}").blank();
  }

  private static String describe(String mutability) {
    return switch (mutability) {
      case "view", "pure" -> "reads";
      case "payable" -> "writes, and takes money";
      default -> "writes";
    };
  }

  private String resultType(Entry function, String suffix) {
    List<Parameter> outputs = function.outputs();
    return switch (outputs.size()) {
      case 0 -> "NoValue";
      case 1 -> JavaType.of(outputs.getFirst()).boxed();
      default -> {
        String name = Names.type(function.name()) + "Result" + suffix;
        source.javadoc("What {@code %s} answers.".formatted(function.name()));
        source.line("public record %s(%s) {}", name, StructWriter.components(outputs)).blank();
        yield name;
      }
    };
  }

  private static String resultOf(Entry function, String result) {
    return switch (function.outputs().size()) {
      case 0 -> "NoValue.NOTHING";
      case 1 -> StructWriter.fromTuple(function.outputs());
      default -> "new %s(%s)".formatted(result, StructWriter.fromTuple(function.outputs()));
    };
  }
}
