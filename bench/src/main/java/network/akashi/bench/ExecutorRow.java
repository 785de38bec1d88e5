package network.akashi.bench;

/**
 * How fast one guest runs; speeds in millions of cycles per second of CPU time.
 *
 * @param cycles of the whole run
 * @param cellsPerCycle what proving costs
 * @param first translated, the first time: translation and the JVM's warm-up included
 * @param translated when warm
 * @param interpreted when warm
 * @param recorded interpreted with its trace recorded, when warm
 */
public record ExecutorRow(
    String guest,
    long cycles,
    double cellsPerCycle,
    double first,
    double translated,
    double interpreted,
    double recorded) {
  /** What a translated guest must reach. */
  public static final double MUST_MEGAHERTZ = 150;

  public static final double AIM_MEGAHERTZ = 500;

  /** Whether the guest stays below what it must reach. */
  public boolean missed() {
    return translated < MUST_MEGAHERTZ;
  }
}
