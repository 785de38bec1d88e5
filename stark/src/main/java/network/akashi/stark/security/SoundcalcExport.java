package network.akashi.stark.security;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The parameters as a circuit description for {@code soundcalc}, the independent calculator of the
 * zkEVM projects, so that others can check the figures.
 *
 * <p>soundcalc does not yet know a KoalaBear field of degree 5, a first iteration whose domain
 * shrinks by more than two, or a Johnson multiplicity of its own for each iteration; these are in
 * extra keys and comments, and it must be extended before its result may be called a confirmation.
 */
public final class SoundcalcExport {
  private SoundcalcExport() {}

  /** A TOML document. */
  public static String toml(SecurityReport report) {
    SecurityParameters security = report.parameters();
    List<WhirIteration> iterations = report.whir().iterations();
    int count = iterations.size();
    List<String> folding = new ArrayList<>();
    for (WhirIteration iteration : iterations) {
      folding.add(list(Collections.nCopies(iteration.fold(), security.foldGrindingBits())));
    }
    StringBuilder toml = new StringBuilder();
    line(
        toml,
        "# Needs a soundcalc with KoalaBear^5; domain_shifts and multiplicities are extra keys.");
    line(toml, "[zkevm]");
    line(toml, "name = \"Akashi\"");
    line(toml, "protocol_family = \"WHIR\"");
    line(toml, "field = \"KoalaBear^5\"");
    line(toml, "hash_size_bits = 248");
    line(toml, "");
    line(toml, "[[circuits]]");
    line(toml, "name = \"%s\"", security.name());
    line(toml, "log_inv_rate = %d", security.logInverseRate());
    line(toml, "num_iterations = %d", count);
    line(toml, "folding_factors = %s", list(iterations.stream().map(WhirIteration::fold).toList()));
    line(toml, "domain_shifts = %s", list(shifts(security, count)));
    line(
        toml,
        "multiplicities = %s",
        list(iterations.stream().map(WhirIteration::multiplicity).toList()));
    line(toml, "log_degree = %d", report.size().variables());
    line(toml, "batch_size = 1");
    line(toml, "power_batching = true");
    line(toml, "grinding_batching_phase = 0");
    line(toml, "constraint_degree = %d", WhirParameters.CONSTRAINT_DEGREE);
    line(toml, "num_constraints = %d", report.size().constraints());
    line(toml, "air_max_degree = %d", report.size().degree() - 1);
    line(toml, "opening_points = 2");
    line(toml, "num_queries = %s", list(iterations.stream().map(WhirIteration::queries).toList()));
    line(
        toml,
        "grinding_bits_queries = %s",
        list(Collections.nCopies(count, security.queryGrindingBits())));
    line(toml, "num_ood_samples = %s", list(Collections.nCopies(count - 1, 1)));
    line(toml, "grinding_bits_ood = %s", list(Collections.nCopies(count - 1, 0)));
    line(toml, "grinding_bits_folding = %s", list(folding));
    if (report.size().logFractions() >= 0) {
      line(toml, "");
      line(toml, "[[circuits.lookups]]");
      line(toml, "name = \"all buses\"");
      line(toml, "logup_type = \"multivariate\"");
      line(toml, "rows_L = %d", 1L << report.size().logFractions());
      line(toml, "rows_T = 0");
      line(toml, "num_columns_S = 16");
      line(toml, "num_lookups_M = 1");
      line(toml, "grinding_bits_lookup = 0");
    }
    return toml.toString();
  }

  private static List<Integer> shifts(SecurityParameters security, int count) {
    List<Integer> shifts = new ArrayList<>(Collections.nCopies(count, 1));
    shifts.set(0, security.firstDomainShift());
    return shifts;
  }

  private static String list(List<?> values) {
    return values.toString();
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would need a library at run time
  private static void line(StringBuilder toml, String format, Object... arguments) {
    toml.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
