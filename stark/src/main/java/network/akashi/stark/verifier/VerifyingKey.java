package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.security.SecurityParameters;

/**
 * What a verifier must know of a machine: its constraints, its preprocessed columns, and how much
 * security its proofs are made with.
 *
 * @param security parameters that proofs of this key use
 * @param programs the AIRs
 * @param publicValues number of public values
 * @param preprocessed commitment to the preprocessed columns, if there are any
 * @param digest eight canonical integers that pin all of the above
 */
public record VerifyingKey(
    SecurityParameters security,
    List<AirProgram> programs,
    int publicValues,
    Optional<PreprocessedKey> preprocessed,
    List<Integer> digest) {

  public VerifyingKey {
    programs = List.copyOf(programs);
    digest = List.copyOf(digest);
  }

  /** The key of these AIRs, with its digest computed. */
  public static VerifyingKey of(
      SecurityParameters security,
      List<AirProgram> programs,
      int publicValues,
      Optional<PreprocessedKey> preprocessed) {
    return new KeyFamily(security, programs, publicValues).key(preprocessed);
  }

  /** Where the preprocessed columns lie in their own stack, AIR by AIR. */
  public Optional<StackLayout> preprocessedLayout() {
    List<AirLayout> layouts = programs.stream().map(AirProgram::layout).toList();
    return preprocessed.map(p -> preprocessedLayout(security, layouts, p.logHeights()));
  }

  /** The layout for AIRs of the given heights; −1 where an AIR has no preprocessed columns. */
  public static StackLayout preprocessedLayout(
      SecurityParameters security, List<AirLayout> layouts, List<Integer> logHeights) {
    List<Integer> columns = new ArrayList<>();
    for (int air = 0; air < layouts.size(); air++) {
      for (int c = 0; c < layouts.get(air).preprocessed().size(); c++) {
        columns.add(logHeights.get(air));
      }
    }
    return StackLayout.of(columns).atLeast(security.firstFold());
  }
}
