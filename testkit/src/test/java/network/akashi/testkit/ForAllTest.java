package network.akashi.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class ForAllTest {
  private static final String SEED = "akashi.seed";

  private String given = "";

  @BeforeEach
  void forgetTheSeed() {
    given = System.getProperty(SEED, "");
    System.clearProperty(SEED);
  }

  @AfterEach
  void restoreTheSeed() {
    System.setProperty(SEED, given);
  }

  @Test
  void runsAsManyDifferentCasesAsAskedFor() {
    Set<Long> drawn = new HashSet<>();

    ForAll.cases(100, random -> drawn.add(random.nextLong()));

    assertThat(drawn).hasSize(100);
  }

  @Test
  void aFailureNamesTheSeedThatReplaysItAlone() {
    List<Long> drawn = new ArrayList<>();
    AssertionError failure = failureOf(drawn);
    Matcher seed = Pattern.compile("-Dakashi\\.seed=(0x[0-9a-f]+)").matcher(failure.getMessage());
    assertThat(seed.find()).isTrue();

    System.setProperty(SEED, seed.group(1));
    List<Long> replayed = new ArrayList<>();
    failureOf(replayed);

    assertThat(replayed).containsExactly(drawn.getLast());
  }

  /** Runs a property that fails for every second number or so. */
  private static AssertionError failureOf(List<Long> drawn) {
    AssertionError[] failure = new AssertionError[1];
    assertThatThrownBy(() ->
            ForAll.cases(
                1000,
                random -> {
                  drawn.add(random.nextLong());
                  assertThat(drawn.getLast()).isPositive();
                }))
        .isInstanceOfSatisfying(AssertionError.class, error -> failure[0] = error);
    return failure[0];
  }

  @Test
  void exceptionsCountAsFailures() {
    assertThatThrownBy(() ->
            ForAll.cases(
                1,
                _ -> {
                  throw new IllegalStateException("oops");
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("oops")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatAPropertyNeedsAndIsNotThereIsNoFailure() {
    assertThatThrownBy(() ->
            ForAll.cases(
                1,
                _ -> {
                  throw new TestAbortedException("no anvil here");
                }))
        .isInstanceOf(TestAbortedException.class);
  }
}
