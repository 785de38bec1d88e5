package network.akashi.bindgen;

import java.util.List;

/** Writes records, for structs and wherever else an ABI lists several values. */
final class StructWriter {
  private StructWriter() {}

  static String components(List<Parameter> members) {
    return String.join(
        ", ",
        members.stream()
            .map(each -> JavaType.of(each).name() + " " + Names.member(each.name()))
            .toList());
  }

  /** The arguments of a constructor, taken out of the tuple {@code t}. */
  static String fromTuple(List<Parameter> members) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < members.size(); i++) {
      text.append(i == 0 ? "" : ", ")
          .append(JavaType.of(members.get(i)).fromAbi("t.<Object>get(" + i + ")"));
    }
    return text.toString();
  }

  /** The values of the Java variables named as {@code members}, as an array of headlong's. */
  static String toArray(List<Parameter> members) {
    return "new Object[] {%s}"
        .formatted(
            String.join(
                ", ",
                members.stream()
                    .map(each -> JavaType.of(each).toAbi(Names.member(each.name())))
                    .toList()));
  }

  /** A whole file for the struct {@code name}. */
  static void write(SourceText source, String name, String solidity, List<Parameter> members) {
    source.javadoc("Solidity's {@code %s}.".formatted(solidity));
    source.line("public record %s(%s) {", name, components(members));
    source.line("static %s fromTuple(Tuple t) {", name);
    source.line("return new %s(%s);", name, fromTuple(members)).line("}").blank();
    source.line("Tuple toTuple() {");
    source.line("return Tuple.from(%s);", toArray(members)).line("}").line("}");
  }
}
