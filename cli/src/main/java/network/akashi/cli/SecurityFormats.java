package network.akashi.cli;

import java.util.Locale;
import network.akashi.stark.security.ErrorTerm;
import network.akashi.stark.security.SecurityReport;
import network.akashi.stark.security.WhirIteration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A {@link SecurityReport} as text and as JSON. */
final class SecurityFormats {
  private static final JsonMapper MAPPER = new JsonMapper();

  private SecurityFormats() {}

  static String table(SecurityReport report) {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%s, 2^%d cells: %.1f proven bits (target %d, %s)",
        report.parameters().name(),
        report.size().variables(),
        report.bits(),
        report.parameters().targetBits(),
        report.parameters().regime().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    line(text, "%n%7s %6s  %-42s %s", "bits", "work", "error source", "bound");
    for (ErrorTerm term : report.terms()) {
      line(
          text,
          "%7.1f %6s  %-42s %s",
          term.bits(),
          term.grindingBits() == 0 ? "" : "+" + term.grindingBits(),
          term.name(),
          term.reference());
    }
    line(text, "%n%-10s %5s %7s %5s %8s %8s", "iteration", "cells", "rate", "fold", "queries", "m");
    for (int i = 0; i < report.whir().iterations().size(); i++) {
      WhirIteration iteration = report.whir().iterations().get(i);
      line(
          text,
          "%-10d %5s %7s %5s %8d %8s",
          i,
          "2^" + iteration.variables(),
          "2^-" + iteration.logInverseRate(),
          "2^" + iteration.fold(),
          iteration.queries(),
          iteration.multiplicity() == 0 ? "unique" : iteration.multiplicity());
    }
    line(
        text,
        "%nThe bits include proof of work (column 'work'), 2^%.1f hashes in all. Assumed beside them:"
            + " the hash%nis a random oracle, and finding a collision takes 2^%.1f hashes.",
        report.logGrindingWork(),
        SecurityReport.collisionBits());
    return text.toString().stripTrailing();
  }

  static String json(SecurityReport report) {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("parameters", report.parameters().name());
    json.put("targetBits", report.parameters().targetBits());
    json.put("bits", report.bits());
    json.put("collisionBits", SecurityReport.collisionBits());
    json.put("logCells", report.size().variables());
    for (ErrorTerm term : report.terms()) {
      ObjectNode node = json.withArray("terms").addObject();
      node.put("name", term.name());
      node.put("bits", term.bits());
      node.put("grindingBits", term.grindingBits());
      node.put("reference", term.reference());
    }
    for (WhirIteration iteration : report.whir().iterations()) {
      ObjectNode node = json.withArray("iterations").addObject();
      node.put("logCells", iteration.variables());
      node.put("logInverseRate", iteration.logInverseRate());
      node.put("logFold", iteration.fold());
      node.put("queries", iteration.queries());
      node.put("multiplicity", iteration.multiplicity());
    }
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would need a library at run time
  private static void line(StringBuilder text, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
