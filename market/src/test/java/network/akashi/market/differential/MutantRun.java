package network.akashi.market.differential;

/**
 * Plays scenarios outside of the test runner, for {@code market/mutants}: ends with 0 if rules and
 * contracts agree, with 1 and the difference if not.
 */
final class MutantRun {
  private MutantRun() {}

  public static void main(String[] arguments) {
    int status = 0;
    try (Scenarios scenarios = new Scenarios()) {
      scenarios.play(Integer.parseInt(arguments[0]));
      System.out.println("nothing noticed in " + scenarios.tally().acts() + " acts");
    } catch (AssertionError | RuntimeException difference) {
      status = 1;
      String text = String.valueOf(difference.getMessage()).replaceAll("\\s+", " ");
      System.out.println(text.substring(0, Math.min(text.length(), 240)));
    }
    System.exit(status);
  }
}
