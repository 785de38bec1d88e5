package network.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchKernelsCommandTest {
  @Test
  void measuresTheKernelsAskedForAndPrintsNothingElse() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    int status =
        Main.run(
            new PrintWriter(out), new PrintWriter(err), "bench", "kernels", "--json", "field-mul");

    assertThat(status).isEqualTo(ExitCode.OK);
    assertThat(err.toString()).as("no progress where there is no terminal").isEmpty();
    JsonNode json = new JsonMapper().readTree(out.toString());
    assertThat(json.at("/kernels").size()).isEqualTo(1);
    assertThat(json.at("/kernels/0/scalar/oneThreadNanos").asDouble()).isPositive();
  }

  @Test
  void namesTheKernelsThereAre() {
    StringWriter err = new StringWriter();

    int status =
        Main.run(
            new PrintWriter(new StringWriter()), new PrintWriter(err), "bench", "kernels", "ntt!");

    assertThat(status).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("no such kernel: 'ntt!'; there are field-mul, ");
  }
}
