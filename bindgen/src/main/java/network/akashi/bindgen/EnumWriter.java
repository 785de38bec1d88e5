package network.akashi.bindgen;

import java.util.List;

/** Writes an enum whose members have the codes that Solidity gives them: 0, 1, 2 and so on. */
final class EnumWriter {
  private EnumWriter() {}

  static void write(SourceText source, String name, List<String> members) {
    source.javadoc("Solidity's {@code enum %s}.".formatted(name));
    source.line("public enum %s {", name);
    for (int i = 0; i < members.size(); i++) {
      String end = i + 1 < members.size() ? "," : ";";
      source.line("%s(%d)%s", Names.constant(members.get(i)), i, end);
    }
    source.blank().line("private final int code;").blank();
    source.line("%s(int code) {", name).line("this.code = code;").line("}").blank();
    source.javadoc("The member's number in the ABI.");
    source.line("public int code() {").line("return code;").line("}").blank();
    source.javadoc(
        "The member with that number. @throws AbiException if there is none: another version of"
            + " the contract");
    source.line("public static %s of(int code) {", name);
    source.line("for (%s each : values()) {", name);
    source.line("if (each.code == code) {").line("return each;").line("}").line("}");
    source.line("throw new AbiException(\"no %s has the number \" + code);".formatted(name));
    source.line("}").line("}");
  }
}
