package network.akashi.cli;

import java.util.HexFormat;
import java.util.StringJoiner;
import network.akashi.zkvm.proof.Statement;
import tools.jackson.databind.node.ObjectNode;

/** Lays out what a proof states. */
final class StatementReport {
  private StatementReport() {}

  static void text(StringJoiner text, Statement statement) {
    line(text, "program", statement.program().toString());
    line(text, "exit code", Integer.toString(statement.exitCode()));
    line(text, "output digest", hex(statement.outputDigest()));
    line(text, "payee", statement.payee().toString());
    line(text, "cycles", "%,d".formatted(statement.cycles()));
    line(text, "cells", "%,d".formatted(statement.cells()));
  }

  static void json(ObjectNode json, Statement statement) {
    json.put("program", statement.program().toString());
    json.put("exitCode", statement.exitCode());
    json.put("outputDigest", hex(statement.outputDigest()));
    json.put("payee", statement.payee().toString());
    json.put("cycles", statement.cycles());
    json.put("cells", statement.cells());
    json.put(
        "misaligned", statement.cost().misalignedLoads() + statement.cost().misalignedStores());
    json.put("pcIn", "0x%08x".formatted(statement.segment().pcIn()));
    json.put("pcOut", "0x%08x".formatted(statement.segment().pcOut()));
  }

  static void line(StringJoiner text, String name, String value) {
    text.add("%-16s%s".formatted(name, value));
  }

  private static String hex(byte[] bytes) {
    return "0x" + HexFormat.of().formatHex(bytes);
  }
}
