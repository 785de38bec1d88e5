package network.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./akashi check} counts what ran, names what did not, and is never green by accident. */
class DoorCheckTest {
  private static final String GREEN =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuite name="x.GreenTest" time="0.05" tests="4" errors="0" skipped="2" failures="0">
        <testcase name="a" classname="x.GreenTest" time="0.01"/>
        <testcase name="b" classname="x.GreenTest" time="0.01">
          <system-out><![CDATA[a test may print
          <failure message="this"/>
          ]]></system-out>
        </testcase>
        <testcase name="c" classname="x.GreenTest" time="0.01">
          <skipped message="Assumption failed: no &quot;qemu&quot; here"/>
        </testcase>
        <testcase name="d" classname="x.GreenTest" time="0.01">
          <skipped type="T"><![CDATA[org.opentest4j.TestAbortedException: Assumption failed: no vectors
      \tat x.GreenTest.d(GreenTest.java:9)
      ]]></skipped>
        </testcase>
      </testsuite>
      """;

  private static final String RED =
      """
      <testsuite name="x.RedTest" time="0.05" tests="2" errors="1" skipped="0" failures="1">
        <testcase name="d" classname="x.RedTest" time="0.01">
          <failure message="expected 1 &lt; 2&#10;but was 3" type="E"><![CDATA[E: expected
      \tat x.RedTest.d(RedTest.java:7)
      \tat other
      ]]></failure>
        </testcase>
        <testcase name="e" classname="x.RedTest" time="0.01">
          <error message="boom" type="E"/>
        </testcase>
      </testsuite>
      """;

  @TempDir private Path folder;

  @Test
  void countsAndListsTheSkippedWithTheirReasons() {
    Door.Result result = checking(reports(GREEN), "--only", "java");

    assertThat(result.status()).isZero();
    assertThat(lastLine(result)).isEqualTo("2 passed, 0 failed, 2 skipped");
    assertThat(result.out())
        .contains("x.GreenTest.c: no \"qemu\" here", "x.GreenTest.d: no vectors\n")
        .doesNotContain("this", "GreenTest.java:9");
  }

  @Test
  void failsWithTheNamesAndMessagesOfWhatFailed() {
    Door.Result result = checking(reports(RED), "--only", "java");

    assertThat(result.status()).isEqualTo(1);
    assertThat(lastLine(result)).isEqualTo("0 passed, 2 failed");
    assertThat(result.out())
        .contains("x.RedTest.d: expected 1 < 2 but was 3", "RedTest.java:7", "x.RedTest.e: boom");
  }

  @Test
  void aBuildThatBreaksIsAFailureOfItsOwn() {
    Door.Result result =
        checking(reports(GREEN) + "echo '[ERROR] a compiler error'\nexit 1\n", "--only", "java");

    assertThat(result.status()).isEqualTo(1);
    assertThat(lastLine(result)).isEqualTo("2 passed, 1 failed, 2 skipped");
    assertThat(result.out()).contains("java: the build did not run to its end", "a compiler error");
  }

  @Test
  void noTestAtAllIsAFailure() {
    Door.Result result = checking("", "--only", "java");

    assertThat(result.status()).isEqualTo(1);
    assertThat(lastLine(result)).isEqualTo("0 passed, 1 failed");
    assertThat(result.out()).contains("java: no test ran");
  }

  @Test
  void reportsOfAnEarlierRunDoNotCount() {
    Door door = Door.furnished(folder);
    door.write("math/target/surefire-reports/TEST-x.RedTest.xml", RED);
    door.maven("3.9.9", reports(GREEN));

    assertThat(lastLine(door.run("check"))).isEqualTo("2 passed, 0 failed, 2 skipped");
  }

  @Test
  void addsUpTheParts() {
    Door door = Door.furnished(folder);
    door.maven("3.9.9", reports(GREEN));
    door.script(
        "contracts/check",
        """
        #!/bin/sh
        echo "arguments: $*"
        echo "skipped: Fork.t: no anvil"
        echo "failed: Market.u: reverted"
        echo
        echo "40 passed, 1 failed, 1 skipped"
        exit 1
        """);
    door.script("guests/check", "#!/bin/sh\necho '5 passed, 0 failed'\n");

    Door.Result result = door.run("check");

    assertThat(result.status()).isEqualTo(1);
    assertThat(lastLine(result)).isEqualTo("47 passed, 1 failed, 3 skipped");
    assertThat(result.out())
        .contains("contracts: Fork.t: no anvil", "contracts: Market.u: reverted");
    assertThat(lastLine(door.run("check", "--only", "guests"))).isEqualTo("5 passed, 0 failed");
  }

  @Test
  void aPartMustEndWithItsCountAndAStatusThatAgrees() {
    Door door = Door.furnished(folder);
    String[] bodies = {
      "echo 'cannot start'; exit 4", // no last line
      "echo '5 passed, 0 failed'; exit 1", // dies after it
      "echo '5 passed, 1 failed'; exit 0", // forgets to fail
      "echo '5 passed, 0 failed'; echo oops" // something after the last line
    };
    for (String body : bodies) {
      door.script("contracts/check", "#!/bin/sh\n" + body + "\n");
      Door.Result result = door.run("check", "--only", "contracts");
      assertThat(result.status()).as(body).isEqualTo(1);
      assertThat(lastLine(result)).as(body).doesNotContain(" 0 failed");
    }
  }

  @Test
  void quotesAPartThatDoesNotNameItsFailures() {
    Door door = Door.furnished(folder);
    door.script(
        "contracts/check",
        "#!/bin/sh\necho '[PASS] a'\necho '[FAIL: x] b'\necho '1 passed, 1 failed'\nexit 1\n");

    assertThat(door.run("check", "--only", "contracts").out())
        .contains("[FAIL: x] b")
        .doesNotContain("[PASS]");
  }

  @Test
  void quickLeavesOutTheSlowTestsEverywhere() {
    Door door = Door.furnished(folder);
    door.maven("3.9.9", reports(GREEN));
    door.script("contracts/check", "#!/bin/sh\necho \"$*\" > got\necho '1 passed, 0 failed'\n");

    Door.Result result = door.run("check", "--quick");

    assertThat(door.mavenCalls().getFirst()).contains("-Dakashi.excludedTags=slow");
    assertThat(door.root().resolve("got")).hasContent("--quick");
    assertThat(result.out()).contains("--quick: what takes minutes was left out");
  }

  @Test
  void refusesArgumentsItDoesNotKnow() {
    Door door = Door.furnished(folder);

    for (String[] wrong :
        new String[][] {
          {"check", "--fast"},
          {"check", "--only"},
          {"check", "--only", "x"},
          {"check", "--only", "contracts"} // there is none here
        }) {
      Door.Result result = door.run(wrong);
      assertThat(result.status()).as(String.join(" ", wrong)).isEqualTo(2);
      assertThat(result.err()).startsWith("akashi: ");
    }
    assertThat(door.run("check", "--help").out()).startsWith("Usage: ./akashi check");
  }

  @Test
  void leavesTheApplicationBuilt() {
    Door door = Door.furnished(folder);
    door.maven("3.9.9", reports(GREEN));

    door.run("check");
    door.run("--help");

    assertThat(door.mavenCalls()).hasSize(1);
  }

  private Door.Result checking(String mavenDoes, String... arguments) {
    Door door = Door.furnished(folder);
    door.maven("3.9.9", mavenDoes);
    String[] all = new String[arguments.length + 1];
    all[0] = "check";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return door.run(all);
  }

  private static String reports(String xml) {
    return """
    mkdir -p math/target/surefire-reports
    cat > math/target/surefire-reports/TEST-x.xml <<'XML'
    %s
    XML
    """
        .formatted(xml);
  }

  private static String lastLine(Door.Result result) {
    return result.out().lines().toList().getLast();
  }
}
