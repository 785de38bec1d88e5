package network.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import network.akashi.bench.Figures;
import network.akashi.bench.Goal;
import network.akashi.bench.KernelReport;
import network.akashi.bench.KernelRow;
import network.akashi.bench.Machine;
import network.akashi.bench.Quantity;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table for people and the document for scripts tell the same figures. */
class KernelReportFormatsTest {
  private static final Machine MACHINE =
      new Machine("a CPU", 2, List.of("L1d 32 KiB"), 24L << 30, "25.0.1, v", "Linux 6, amd64", 0.5);

  private static final KernelRow MET =
      new KernelRow(
          "field-mul",
          "Montgomery product",
          "element",
          2048,
          Optional.of(new Figures(0.18, OptionalDouble.of(0.09), 0.7)),
          new Figures(1.5, OptionalDouble.empty(), 0.1),
          Optional.of(new Goal(Quantity.GIGA_PER_SECOND, 1, 5, 6.5)));

  private static final KernelRow MISSED =
      new KernelRow(
          "lde",
          "extension",
          "element",
          1 << 26,
          Optional.empty(),
          new Figures(20, OptionalDouble.of(10), 0.1),
          Optional.of(new Goal(Quantity.MILLISECONDS, 2, 420, 270)));

  private static KernelReport report(double shareOfCore) {
    return new KernelReport(MACHINE, "vector-512", shareOfCore, List.of(MET, MISSED));
  }

  @Test
  void tableNamesFiguresRatioAndGoals() {
    String table = KernelTable.of(report(1));

    assertThat(table).contains("a CPU, 2 cores, L1d 32 KiB, 24 GiB, load 0.5", "vector-512");
    assertThat(table.lines().filter(line -> line.startsWith("field-mul")).findFirst().orElseThrow())
        .contains("0.180", "0.090", "1.50", "8.3×", "0.70 s", "ok  5.56 G/s ≥ 5.00, aim 6.50");
    assertThat(table.lines().filter(line -> line.startsWith("lde")).findFirst().orElseThrow())
        .contains("20.0", "10.0", "MISSED  671 ms ≤ 420, aim 270");
    assertThat(table.lines()).allMatch(line -> line.length() <= 125);
    assertThat(table).doesNotContain("busy");
  }

  @Test
  void aBusyMachineIsMentioned() {
    assertThat(KernelTable.of(report(0.5))).contains("busy", "50 % of a core");
  }

  @Test
  void jsonHasTheSameWithUnitsInTheNames() {
    JsonNode json = new JsonMapper().readTree(KernelJson.of(report(1)));

    assertThat(json.at("/machine/cores").asInt()).isEqualTo(2);
    assertThat(json.at("/provider").asString()).isEqualTo("vector-512");
    assertThat(json.at("/kernels/0/vector/oneThreadNanos").asDouble()).isEqualTo(0.18);
    assertThat(json.at("/kernels/0/scalar/twoThreadsNanos").isNull()).isTrue();
    assertThat(json.at("/kernels/0/goal/missed").asBoolean()).isFalse();
    assertThat(json.at("/kernels/1/vector").isNull()).isTrue();
    assertThat(json.at("/kernels/1/ratio").isNull()).isTrue();
    assertThat(json.at("/kernels/1/goal/missed").asBoolean()).isTrue();
    assertThat(json.at("/kernels/1/goal/unit").asString()).isEqualTo("ms");
  }
}
