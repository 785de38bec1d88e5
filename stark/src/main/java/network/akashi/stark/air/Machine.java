package network.akashi.stark.air;

import java.util.List;

/**
 * A set of AIRs that are proven together and talk over shared buses.
 *
 * @param name what reports call it
 * @param airs the AIRs; tables refer to them by index
 * @param publicValues number of public values of a statement
 */
public record Machine(String name, List<Air> airs, int publicValues) {
  public Machine {
    airs = List.copyOf(airs);
    if (airs.isEmpty()) {
      throw new IllegalArgumentException("airs: a machine needs at least one AIR");
    }
    long names = airs.stream().map(Air::name).distinct().count();
    if (names != airs.size()) {
      throw new IllegalArgumentException("airs: two AIRs of machine " + name + " share a name");
    }
  }
}
