package network.akashi.testkit;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.opentest4j.TestAbortedException;

/**
 * Runs a property over many seeded random cases.
 *
 * <p>Each case gets a generator of its own, so a failing case can be run alone: the failure names
 * its seed, and {@code -Dakashi.seed=0x…} runs exactly that case and no other.
 */
public final class ForAll {
  private static final String SEED_PROPERTY = "akashi.seed";

  /** A statement that should hold for whatever the generator yields. */
  @FunctionalInterface
  public interface Property {
    void check(RandomGenerator random) throws Exception;
  }

  private ForAll() {}

  /**
   * Checks {@code property} for {@code count} cases.
   *
   * @throws AssertionError naming the seed of the first case that fails
   * @throws TestAbortedException if the property needs what is not there
   */
  public static void cases(int count, Property property) {
    String wanted = System.getProperty(SEED_PROPERTY, "");
    if (!wanted.isBlank()) {
      check(Long.decode(wanted.strip()), property);
      return;
    }
    SplittableRandom seeds = new SplittableRandom();
    for (int i = 0; i < count; i++) {
      check(seeds.nextLong(Long.MAX_VALUE), property);
    }
  }

  private static void check(long seed, Property property) {
    try {
      property.check(new SplittableRandom(seed));
    } catch (TestAbortedException unmet) {
      throw unmet;
    } catch (Exception | AssertionError failure) {
      throw new AssertionError(
          "property fails for seed 0x%x (replay with -D%s=0x%x): %s"
              .formatted(seed, SEED_PROPERTY, seed, failure.getMessage()),
          failure);
    }
  }
}
