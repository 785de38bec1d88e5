package network.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import network.akashi.node.demo.Demo;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DemoSeriesTest {
  private static Demo.Result run(boolean fine) {
    ObjectNode json =
        new JsonMapper()
            .createObjectNode()
            .put("settled", fine ? 10 : 9)
            .put("requests", 10)
            .put("paidP50Seconds", 12.34)
            .put("paidP95Seconds", 70)
            .put("moneyConserved", fine)
            .put("right", fine);
    json.putObject("slashedWei").put("prover-2", "5");
    var innocents = json.putArray("slashedWithoutGuilt");
    if (!fine) {
      innocents.add("prover-3");
    }
    return new Demo.Result(fine, "", json);
  }

  @Test
  void hasALineForEachAndCountsThoseThatWentWell() {
    String text = DemoSeries.text(List.of(run(true), run(false)), 7);
    assertThat(text)
        .containsPattern("(?m)^ +7 +10 of 10 +12.3 +70.0 +1 +all +same +right$")
        .containsPattern("(?m)^ +8 +9 of 10 +12.3 +70.0 +1 +NOT ALL +OTHER +WRONG$")
        .contains("1 of 2 runs went well");
  }
}
