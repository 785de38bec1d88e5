package network.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WorkerCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }

  @Test
  void aServerThatIsNotThereIsNamedWithoutThePassword() {
    int status = run("worker", "--farm", "postgresql://me:s3cret@localhost:1/db");
    assertThat(status).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString())
        .contains("no PostgreSQL server answers at localhost:1")
        .contains("--farm")
        .doesNotContain("s3cret");
  }

  @Test
  void aMistakeInTheCommandLineIsNamed() {
    assertThat(run("worker", "--farm", "postgresql://host")).isEqualTo(ExitCode.USAGE);
    assertThat(run("worker", "--farm", "postgresql://me@h/d", "--labels", "a b"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("worker", "--farm", "postgresql://me@h/d", "--program", "12"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("worker", "--farm", "postgresql://me@h/d", "--lease-seconds", "0"))
        .isEqualTo(ExitCode.USAGE);
    assertThat(err.toString())
        .contains("names no database")
        .contains("label: must be of letters")
        .contains("--program: must be 64 hex digits")
        .contains("--lease-seconds: must be 1 to");
  }

  @Test
  void theFarmIsShownToPeople() {
    String json =
        """
        {"reachable":true,"resultsRefused":1,"tasks":{"WAITING":2,"LEASED":1},
         "workers":[{"name":"one","state":"BANNED","labels":["gpu"],"memoryMib":9,"done":3,
           "refused":1,"seenSecondsAgo":4,"bannedFor":"AK-023 no"}],
         "leases":[{"requestId":"0xab","run":5,"worker":"one","attempt":2,"secondsLeft":7}]}
        """;
    assertThat(FarmTable.text(new JsonMapper().readTree(json)))
        .contains("2 wait, 1 leased, 0 lost")
        .contains("worker one")
        .contains("BANNED")
        .contains("AK-023 no")
        .contains("run 5 of 0xab at one, attempt 2, 7 s left");
  }
}
