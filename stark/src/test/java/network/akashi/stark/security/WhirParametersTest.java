package network.akashi.stark.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhirParametersTest {
  /** Pins the schedules: a change here is a change of the proof format. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "leaf-118     | 21 | 212, 69, 35",
        "leaf-118     | 23 | 214, 69, 35, 23",
        "leaf-118     | 25 | 218, 70, 35, 23",
        "leaf-124     | 23 | 231, 74, 37, 25",
        "internal-118 | 21 | 105, 52, 30",
        "unique-118   | 21 | 246, 123, 105"
      })
  void queriesOfTheNamedSets(String name, int variables, String queries) {
    WhirParameters whir = WhirParameters.derive(named(name), variables);
    assertThat(whir.iterations().stream().map(WhirIteration::queries).toList())
        .isEqualTo(List.of(queries.split(", ")).stream().map(Integer::valueOf).toList());
  }

  @Test
  void everyNamedSetReachesItsTargetAtEverySize() {
    for (SecurityParameters security : SecurityParameters.NAMED) {
      for (int variables = 7; variables <= WhirParameters.maxVariables(security); variables++) {
        SecurityReport report = report(security, variables);
        assertThat(report.bits())
            .as("%s, 2^%d cells", security.name(), variables)
            .isGreaterThanOrEqualTo(security.targetBits());
      }
    }
  }

  @Test
  void oneQueryLessWouldNotReachTheTarget() {
    for (SecurityParameters security : SecurityParameters.NAMED) {
      for (WhirIteration iteration : WhirParameters.derive(security, 23).iterations()) {
        double bits =
            WhirParameters.queryBits(security, iteration.bounds(), iteration.queries() - 1, 0);
        assertThat(bits).isLessThan(security.targetBits());
      }
    }
  }

  @Test
  void grindingIsNeverMoreThanAFifthOfTheLevel() {
    for (SecurityParameters security : SecurityParameters.NAMED) {
      int most = Math.max(security.queryGrindingBits(), security.foldGrindingBits());
      assertThat(5 * most).isLessThanOrEqualTo(security.targetBits());
    }
  }

  @Test
  void radiusAndListFollowTheFormulas() {
    ProximityBounds johnson = new ProximityBounds(2, 10);
    assertThat(johnson.radius()).isCloseTo(1 - 0.5 * 1.05, within(1e-12));
    assertThat(johnson.logListSize()).isCloseTo(Math.log(21) / Math.log(2), within(1e-12));
    // (2·10.5^5 + 3·10.5·0.475·0.25)/(3·0.25·0.5)·2^20 + 10.5/0.5, by hand
    assertThat(johnson.logAgreementError(20))
        .isCloseTo(Math.log(255260.053125 / 0.375 * 1048576 + 21) / Math.log(2), within(1e-6));
    ProximityBounds unique = ProximityBounds.uniqueDecoding(1);
    assertThat(unique.radius()).isEqualTo(0.25);
    assertThat(unique.logListSize()).isZero();
    assertThat(unique.logAgreementError(4)).isCloseTo(Math.log(5) / Math.log(2), within(1e-12));
  }

  @Test
  void theFirstIterationFoldsAJointOracleToo() {
    WhirParameters alone = WhirParameters.derive(SecurityParameters.LEAF_118, 20);
    WhirParameters joint = WhirParameters.deriveJoint(SecurityParameters.LEAF_118, 20, 1);
    WhirIteration first = joint.iterations().getFirst();
    assertThat(first.fold()).isEqualTo(8);
    assertThat(first.logLeaves()).isEqualTo(alone.iterations().getFirst().logLeaves());
    assertThat(joint.iterations().get(1).logLeaves())
        .isEqualTo(alone.iterations().get(1).logLeaves());
  }

  @Test
  void badArgumentsAreNamed() {
    assertThatThrownBy(() -> WhirParameters.derive(SecurityParameters.LEAF_118, 6))
        .hasMessageContaining("2^7 to 2^30")
        .hasMessageContaining("2^6");
    assertThatThrownBy(() -> WhirParameters.derive(SecurityParameters.LEAF_118, 31))
        .hasMessageContaining("2^31");
    SecurityParameters tooMuch =
        new SecurityParameters("greedy", 128, Regime.JOHNSON, 1, 7, 4, 5, 0, 0, 6);
    assertThatThrownBy(() -> WhirParameters.derive(tooMuch, 25))
        .hasMessageContaining("greedy cannot reach 128 bits");
    assertThatThrownBy(() -> new SecurityParameters("x", 100, Regime.JOHNSON, 0, 7, 4, 5, 0, 0, 6))
        .hasMessageContaining("logInverseRate");
    assertThatThrownBy(() -> new SecurityParameters("x", 100, Regime.JOHNSON, 1, 7, 4, 8, 0, 0, 6))
        .hasMessageContaining("firstDomainShift");
  }

  private static SecurityReport report(SecurityParameters security, int variables) {
    int cells = Math.min(variables, 27);
    return SecurityReport.of(
        WhirParameters.derive(security, variables),
        new StatementSize(variables, 22, Math.min(cells, 26), 2000, 10, 600, 0));
  }

  private static SecurityParameters named(String name) {
    return SecurityParameters.NAMED.stream()
        .filter(set -> set.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
