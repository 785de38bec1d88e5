package network.akashi.market.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The Java rules equal the contracts to the wei, in random scenarios on a real chain.
 *
 * <p>{@code -Dakashi.market.scenarios=20000} plays that many instead of what fits into CI's time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferentialTest {
  private static final int SCENARIOS = Integer.getInteger("akashi.market.scenarios", 2000);
  private static final int A_FEW = 40;

  /** From so many scenarios on, everything that can happen should have happened. */
  private static final int ENOUGH = 1000;

  private static final int EVENTS = 30;
  private static final int REFUSALS = 40;
  private static final System.Logger LOG = System.getLogger(DifferentialTest.class.getName());

  private Optional<Scenarios> scenarios = Optional.empty();

  @BeforeAll
  void deploy() {
    scenarios = Optional.of(new Scenarios());
  }

  @AfterAll
  void stop() {
    scenarios.ifPresent(Scenarios::close);
  }

  @Test
  void rulesAndContractsAgreeInAFewScenarios() {
    scenarios.orElseThrow().play(A_FEW);
    assertThat(scenarios.orElseThrow().tally().acts()).isPositive();
  }

  @Test
  @Tag("slow")
  void rulesAndContractsAgreeToTheWei() {
    scenarios.orElseThrow().play(SCENARIOS);
    Tally tally = scenarios.orElseThrow().tally();
    LOG.log(System.Logger.Level.INFO, tally::toString);
    if (SCENARIOS >= ENOUGH && System.getProperty("akashi.seed", "").isBlank()) {
      assertThat(tally.events()).as("kinds of events that were seen").hasSize(EVENTS);
      assertThat(tally.refusals()).as("reasons to refuse").hasSizeGreaterThan(REFUSALS);
    }
  }
}
