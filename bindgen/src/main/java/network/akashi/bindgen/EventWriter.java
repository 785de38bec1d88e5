package network.akashi.bindgen;

import java.util.List;
import network.akashi.bindgen.Artifact.Entry;

/** Writes the sealed interface of a contract's events, with a record for each. */
final class EventWriter {
  private EventWriter() {}

  static void write(SourceText source, String contract, List<Entry> events) {
    String type = contract + "Event";
    source.javadoc("What the contract {@code %s} logs.".formatted(contract));
    source.line("public sealed interface %s {", type);
    for (Entry event : events) {
      record(source, contract, type, event);
    }
    source.javadoc(
        "The event in {@code log}, or empty if it is none of this contract's. The log's address"
            + " is not looked at.");
    source.line("static Optional<%s> decode(Log log) {", type);
    source.line("if (log.topics().isEmpty()) {").line("return Optional.empty();").line("}");
    source.line("Bytes32 topic = log.topics().getFirst();");
    for (Entry event : events) {
      source.line("if (topic.equals(%s.TOPIC)) {", event.name());
      source.line(
          "return Optional.of(%s.fromTuple(%s.ABI.decode(log)));", event.name(), event.name());
      source.line("}");
    }
    source.line("return Optional.empty();").line("}").line("}");
  }

  private static void record(SourceText source, String contract, String type, Entry event) {
    for (Parameter input : event.inputs()) {
      if (input.indexed() && !isOneWord(input)) {
        throw new BindingException(
            "%s.%s: the topic of %s is a hash, which has no value to decode"
                .formatted(contract, event.name(), input.name()));
      }
    }
    StringBuilder indexed = new StringBuilder();
    event.inputs().forEach(each -> indexed.append(", ").append(each.indexed()));
    source.javadoc("{@code event %s}.".formatted(event.signature()));
    source.line(
        "record %s(%s) implements %s {",
        event.name(), StructWriter.components(event.inputs()), type);
    source.line(
        "static final AbiEvent ABI = AbiEvent.of(%s, %s%s);",
        SourceText.quoted(event.name()),
        SourceText.quoted(Parameter.canonicalTuple(event.inputs())),
        indexed);
    source.blank().javadoc("The first topic of every such log.");
    source.line("public static final Bytes32 TOPIC = ABI.topic();").blank();
    source.line("static %s fromTuple(Tuple t) {", event.name());
    source.line("return new %s(%s);", event.name(), StructWriter.fromTuple(event.inputs()));
    source.line("}").line("}").blank();
  }

  private static boolean isOneWord(Parameter input) {
    return !input.type().endsWith("]")
        && !input.type().startsWith("tuple")
        && !input.type().equals("bytes")
        && !input.type().equals("string");
  }
}
