package network.akashi.cli;

import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** A node's farm, for people: tasks, workers, leases. */
final class FarmTable {
  private FarmTable() {}

  static String text(JsonNode farm) {
    StringJoiner text = new StringJoiner(System.lineSeparator());
    text.add(
        "farm             %s; tasks: %d wait, %d leased, %d lost, %d done, %d failed; %d refused"
            .formatted(
                farm.path("reachable").asBoolean() ? "answers" : "DOES NOT ANSWER",
                tasks(farm, "WAITING"),
                tasks(farm, "LEASED"),
                tasks(farm, "LOST"),
                tasks(farm, "DONE"),
                tasks(farm, "FAILED"),
                farm.path("resultsRefused").longValue(0)));
    for (JsonNode worker : farm.path("workers")) {
      text.add(
          "  worker %-24s %-8s seen %d s ago, done %d, failed %d, refused %d, %d MiB %s %s"
              .formatted(
                  worker.path("name").stringValue(""),
                  worker.path("state").stringValue(""),
                  worker.path("seenSecondsAgo").longValue(0),
                  worker.path("done").longValue(0),
                  worker.path("failed").longValue(0),
                  worker.path("refused").longValue(0),
                  worker.path("memoryMib").longValue(0),
                  worker.path("labels"),
                  worker.path("bannedFor").stringValue(""))
              .stripTrailing());
    }
    for (JsonNode lease : farm.path("leases")) {
      text.add(
          "  lease  run %d of %s at %s, attempt %d, %d s left"
              .formatted(
                  lease.path("run").intValue(0),
                  lease.path("requestId").stringValue(""),
                  lease.path("worker").stringValue(""),
                  lease.path("attempt").intValue(0),
                  lease.path("secondsLeft").longValue(0)));
    }
    return text.toString();
  }

  private static long tasks(JsonNode farm, String state) {
    return farm.path("tasks").path(state).longValue(0);
  }
}
