package network.akashi.zkvm.chip;

import java.util.List;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Instances;

/**
 * The stretches of pages that a program has, all in the key. Rows beyond them are empty stretches,
 * from page 0 to before page 0, which hold no word.
 */
final class RegionAir implements Air {
  private static final int COUNT = 0;

  private final List<Spaces.Stretch> stretches;

  RegionAir(List<Spaces.Stretch> stretches) {
    this.stretches = List.copyOf(stretches);
  }

  @Override
  public String name() {
    return "regions";
  }

  @Override
  public AirLayout layout() {
    return new AirLayout(
        List.of("count"), List.of("first", "end", "read_only", "chosen"), List.of());
  }

  @Override
  public Instances instances() {
    return Instances.EXACTLY_ONE;
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {
    b.receive(
        Buses.REGION,
        b.main(COUNT),
        List.of(b.preprocessed(0), b.preprocessed(1), b.preprocessed(2), b.preprocessed(3)));
  }

  void fill(ChipRow row, int count) {
    row.set(COUNT, count);
  }

  @Override
  public int[][] preprocessedValues() {
    return new int[][] {
      stretches.stream().mapToInt(Spaces.Stretch::first).toArray(),
      stretches.stream().mapToInt(Spaces.Stretch::end).toArray(),
      stretches.stream().mapToInt(s -> s.readOnly() ? Space.READ_ONLY : Space.WRITABLE).toArray(),
      stretches.stream().mapToInt(s -> s.chosen() ? 1 : 0).toArray()
    };
  }
}
