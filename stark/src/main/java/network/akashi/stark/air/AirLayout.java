package network.akashi.stark.air;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The columns of a table.
 *
 * @param main columns the prover commits to for each proof
 * @param preprocessed columns committed once, in the verifying key
 * @param structured columns nobody commits to, see {@link StructuredColumn}
 */
public record AirLayout(
    List<String> main, List<String> preprocessed, List<StructuredColumn> structured) {

  public AirLayout {
    main = List.copyOf(main);
    preprocessed = List.copyOf(preprocessed);
    structured = List.copyOf(structured);
    if (main.isEmpty()) {
      throw new IllegalArgumentException("main: a table needs at least one committed column");
    }
    Set<String> seen = new HashSet<>();
    Stream.concat(
            Stream.concat(main.stream(), preprocessed.stream()),
            structured.stream().map(StructuredColumn::name))
        .filter(name -> !seen.add(name))
        .findFirst()
        .ifPresent(name -> {
          throw new IllegalArgumentException("column name used twice: " + name);
        });
  }

  /** A layout of committed columns only. */
  public static AirLayout of(String... main) {
    return new AirLayout(List.of(main), List.of(), List.of());
  }
}
