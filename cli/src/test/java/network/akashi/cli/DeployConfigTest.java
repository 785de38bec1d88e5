package network.akashi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import network.akashi.chain.Address;
import network.akashi.chain.contracts.RollupConfig;
import network.akashi.chain.deploy.NetworkParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployConfigTest {
  private static final Address DEPLOYER =
      Address.fromHex("0x00000000000000000000000000000000000000de");
  private static final String WORD = "0x" + "01".repeat(32);
  private static final String ROLLUP =
      "[rollup]\nprogram-id = '%s'\ngenesis-block-hash = '%s'\ngenesis-state-root = '%s'\n"
          .formatted(WORD, WORD, WORD);

  private static NetworkParameters parse(String text) {
    return DeployConfig.parse(Path.of("network.toml"), text, DEPLOYER);
  }

  @Test
  void theTemplateIsTheDefaults() {
    assertThat(parse(DeployConfig.template())).isEqualTo(NetworkParameters.defaults(DEPLOYER));
    assertThat(parse("")).isEqualTo(NetworkParameters.defaults(DEPLOYER));
  }

  /** The keys that the template has commented out, each with the value it shows. */
  @Test
  void theTemplateTellsTheDefaultsOfARollup() {
    String shown =
        DeployConfig.template()
            .substring(DeployConfig.template().indexOf("# [rollup]"))
            .replaceAll("(?m)^# ", "")
            .replaceAll("(program-id|hash|root) = \"0x…\"", "$1 = \"" + WORD + "\"")
            .replaceAll("sequencer = \"0x…\"", "sequencer = \"" + DEPLOYER + "\"");

    assertThat(parse(shown)).isEqualTo(parse(ROLLUP));
    RollupConfig rollup = parse(ROLLUP).rollup().orElseThrow();
    assertThat(rollup.sequencer()).isEqualTo(DEPLOYER);
    assertThat(rollup.l2ChainId()).isEqualTo(61_626);
  }

  @Test
  void moneyAndTimesHaveUnits() {
    NetworkParameters parameters =
        parse(
            """
            [registry]
            min-bond = "2.5 ether"
            wei-per-unit = "3 gwei"
            unbonding-delay = "72h"
            [market]
            proof-window = "90s"
            max-stop = "15m"
            reference-price = 7
            """);

    assertThat(parameters.registry().minBond()).isEqualTo(new BigInteger("2500000000000000000"));
    assertThat(parameters.registry().weiPerUnit()).isEqualTo(3_000_000_000L);
    assertThat(parameters.registry().unbondingDelay()).isEqualTo(72 * 3600);
    assertThat(parameters.market().proofWindow()).isEqualTo(90);
    assertThat(parameters.market().maxStop()).isEqualTo(900);
    assertThat(parameters.market().referencePrice()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[router|line 1",
        "[ruoter]|there is no section 'ruoter'",
        "timelock = 3|there is no section 'timelock'",
        "[router]\\ntimelok = 3|line 2: [router] has no key 'timelok'",
        "[router]\\ntimelock = 'soon'|line 2: timelock in [router] is 'soon'",
        "[router]\\ntimelock = -3|line 2: timelock in [router] must be from 0",
        "[router]\\ntimelock = [3]|line 2: timelock in [router] is",
        "[router]\\ngovernor = '0x12'|line 2: governor in [router] is '0x12'",
        "[registry]\\nmin-bond = '1.5 wei'|line 2: min-bond in [registry] is '1.5 wei'",
        "[registry]\\nmin-bond = '99999999999999 ether'|min-bond in [registry] must be from 0 to 2^96",
        "[registry]\\nassign-window = 9000|must be from 0 to 8191",
        "[registry]\\nunbonding-delay = '1d'|longer than two attestation.term",
        "[router]\\ntimelock = '7d'|longer than registry.unbonding-delay",
        "[rollup]|[rollup] needs program-id"
      })
  void aMistakeIsNamedWithItsPlace(String text, String expected) {
    assertThatThrownBy(() -> parse(text.replace("\\n", "\n")))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("network.toml")
        .hasMessageContaining(expected);
  }

  @Test
  void aFreezeMustOutlastTheTimelock() {
    assertThatThrownBy(() -> parse(ROLLUP + "proven-freeze = '13d'\n"))
        .hasMessageContaining("rollup.proven-freeze");
  }
}
