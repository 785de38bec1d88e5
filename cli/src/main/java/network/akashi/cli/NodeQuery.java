package network.akashi.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import network.akashi.node.http.PeerClient;
import network.akashi.node.http.Wire;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks a running node something. */
abstract class NodeQuery implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--node",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:7800",
      description = "The node to ask (default: ${DEFAULT-VALUE}).")
  private URI node = URI.create("http://127.0.0.1:7800");

  @Option(names = "--json", description = "Print what the node answers as it is.")
  private boolean json;

  abstract String path();

  /** What people read of an answer. */
  abstract String text(JsonNode answer);

  @Override
  public Integer call() {
    try (PeerClient client = new PeerClient()) {
      JsonNode answer =
          client
              .text(node, path())
              .flatMap(Wire::parse)
              .orElseThrow(() ->
                  new CommandFailure(
                      "%s%s does not answer, or knows nothing of it".formatted(node, path()),
                      "look whether the node runs and --node names it"));
      PrintWriter out = spec.commandLine().getOut();
      out.println(json ? answer.toString() : text(answer));
      out.flush();
      return ExitCode.OK;
    }
  }

  static String lines(JsonNode object) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, JsonNode> each : object.properties()) {
      JsonNode value = each.getValue();
      String shown = value.isString() ? value.stringValue() : value.toString();
      text.append("%-16s %s%n".formatted(each.getKey(), shown));
    }
    return text.toString().stripTrailing();
  }

  /** How the node is. */
  @Command(name = "status", description = "Say how a running node is: roles, chain, interlocks.")
  static final class Status extends NodeQuery {
    @Override
    String path() {
      return "/v1/status";
    }

    @Override
    String text(JsonNode answer) {
      return answer.path("farm").isObject()
          ? lines(withoutFarm(answer))
              + System.lineSeparator()
              + FarmTable.text(answer.path("farm"))
          : lines(answer);
    }

    private static JsonNode withoutFarm(JsonNode answer) {
      JsonNode copy = answer.deepCopy();
      ((ObjectNode) copy).remove("farm");
      return copy;
    }
  }

  /** What it works on. */
  @Command(name = "jobs", description = "List the jobs of a running prover.")
  static final class Jobs extends NodeQuery {
    @Override
    String path() {
      return "/v1/jobs";
    }

    @Override
    String text(JsonNode answer) {
      StringBuilder text = new StringBuilder();
      for (JsonNode job : answer) {
        text.append(
            "%s  %-10s role %d  %s %s%n"
                .formatted(
                    job.path("requestId").stringValue(""),
                    job.path("stage").stringValue(""),
                    job.path("role").intValue(),
                    job.path("error").stringValue(""),
                    job.path("explanation").stringValue("")));
      }
      return text.isEmpty() ? "no jobs" : text.toString().stripTrailing();
    }
  }

  /** Why. */
  @Command(
      name = "explain",
      description = {
        "Say what became of a request and why: assigned, skipped, late, slashed, paid; from the"
            + " chain's events and the node's journal."
      })
  static final class Explain extends NodeQuery {
    @Parameters(paramLabel = "REQUEST", description = "The request's id, 0x and 64 hex digits.")
    private @Nullable String request;

    @Override
    String path() {
      return "/v1/requests/" + request;
    }

    @Override
    String text(JsonNode answer) {
      StringBuilder text = new StringBuilder();
      text.append("status       %s%n".formatted(answer.path("status").stringValue("not in view")));
      text.append("this node    %s%n".formatted(role(answer.path("role").intValue(3))));
      text.append("on chain%n".formatted());
      for (JsonNode event : answer.path("chain")) {
        text.append("  %s%n".formatted(event.stringValue("")));
      }
      text.append("in the journal of this node%n".formatted());
      for (JsonNode step : answer.path("journal")) {
        text.append(
            "  %s  %s %s%n"
                .formatted(
                    step.path("at").stringValue(""),
                    step.path("stage").stringValue(""),
                    step.path("error").stringValue("")));
      }
      JsonNode error = answer.path("job").path("explanation");
      if (error.isString()) {
        text.append("because      %s%n".formatted(error.stringValue()));
      }
      return text.toString().stripTrailing();
    }

    private static String role(int role) {
      return switch (role) {
        case 0 -> "is its primary";
        case 1 -> "is its first standby";
        case 2 -> "is its second standby";
        default -> "was not drawn for it";
      };
    }
  }
}
