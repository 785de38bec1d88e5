package network.akashi.stark.air;

import java.util.function.Consumer;

/** An AIR given by its layout and a lambda that states its constraints. */
public record TestAir(
    String name, AirLayout layout, Instances instances, Consumer<AirBuilder<Object>> body)
    implements Air {

  /** An AIR called "test" with main columns a, b, c. */
  public static TestAir of(Consumer<AirBuilder<Object>> body) {
    return of("test", AirLayout.of("a", "b", "c"), body);
  }

  public static TestAir of(String name, AirLayout layout, Consumer<AirBuilder<Object>> body) {
    return new TestAir(name, layout, Instances.ANY, body);
  }

  @Override
  @SuppressWarnings("unchecked") // the body treats values as opaque, so any E will do
  public <E> void constrain(AirBuilder<E> builder) {
    body.accept((AirBuilder<Object>) builder);
  }
}
