package network.akashi.cli;

import java.util.StringJoiner;
import network.akashi.zkvm.isa.Code;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;
import network.akashi.zkvm.program.Segment;
import network.akashi.zkvm.proof.ProgramKey;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What {@code akashi inspect} says about a program. */
record ProgramReport(Program program) {
  private static final JsonMapper MAPPER = new JsonMapper();

  String text() {
    StringJoiner text = new StringJoiner(System.lineSeparator());
    text.add("program         " + ProgramKey.commitment(program).id());
    text.add("entry           0x%08x".formatted(program.image().entry()));
    text.add(
        "code            %,d words, %,d of them no instruction"
            .formatted(program.code().size(), illegalWords()));
    for (Segment segment : program.image().segments()) {
      text.add(
          "segment         %s  %,d bytes, %,d of them filled"
              .formatted(segment, segment.size(), segment.initializedBytes()));
    }
    return text.toString();
  }

  String json() {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("kind", "program");
    json.put("program", ProgramKey.commitment(program).id().toString());
    json.put("entry", hex(program.image().entry()));
    json.put("codeWords", program.code().size());
    json.put("illegalWords", illegalWords());
    for (Segment segment : program.image().segments()) {
      json.withArray("segments")
          .addObject()
          .put("address", hex(segment.address()))
          .put("bytes", segment.size())
          .put("filledBytes", segment.initializedBytes())
          .put("writable", segment.isWritable())
          .put("executable", segment.isExecutable());
    }
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private int illegalWords() {
    Code code = program.code();
    int count = 0;
    for (int i = 0; i < code.size(); i++) {
      count += code.op(i) == Op.ILLEGAL ? 1 : 0;
    }
    return count;
  }

  private static String hex(long value) {
    return "0x%08x".formatted(value);
  }
}
