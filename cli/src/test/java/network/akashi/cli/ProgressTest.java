package network.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  @Test
  void overwritesItsLineAndLeavesNothing() {
    assertThat(shown(true)).isEqualTo("\r\033[Kone\r\033[Ktwo\r\033[K");
  }

  @Test
  void isSilentWhereThereIsNoTerminal() {
    assertThat(shown(false)).isEmpty();
  }

  private static String shown(boolean terminal) {
    StringWriter err = new StringWriter();
    try (Progress progress = new Progress(new PrintWriter(err), terminal)) {
      progress.show("one");
      progress.show("two");
    }
    return err.toString();
  }
}
