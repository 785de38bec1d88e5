package network.akashi.stark.audit;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.Instances;
import network.akashi.stark.air.Machine;

/** Makes faulty chips out of sound ones: leaves out constraints or interactions, swaps buses. */
public final class AirSurgery {
  private AirSurgery() {}

  /** The machine with {@code change} made to the AIR called {@code air}. */
  public static Machine in(Machine machine, String air, UnaryOperator<Air> change) {
    return new Machine(
        machine.name(),
        machine.airs().stream().map(a -> a.name().equals(air) ? change.apply(a) : a).toList(),
        machine.publicValues());
  }

  /** The AIR without the constraints of the given names. */
  public static Air withoutConstraint(Air air, String... names) {
    return new Patient(air, name -> !List.of(names).contains(name), _ -> true, bus -> bus);
  }

  /** The AIR without its interaction number {@code index}. */
  public static Air withoutInteraction(Air air, int index) {
    return new Patient(air, _ -> true, i -> i != index, bus -> bus);
  }

  /** The AIR talking on other buses. */
  public static Air onBuses(Air air, UnaryOperator<Bus> change) {
    return new Patient(air, _ -> true, _ -> true, change);
  }

  private record Patient(
      Air air,
      Predicate<String> keepsConstraint,
      IntPredicate keepsInteraction,
      UnaryOperator<Bus> bus)
      implements Air {
    @Override
    public String name() {
      return air.name();
    }

    @Override
    public AirLayout layout() {
      return air.layout();
    }

    @Override
    public Instances instances() {
      return air.instances();
    }

    @Override
    public int paddingValue(int mainColumn) {
      return air.paddingValue(mainColumn);
    }

    @Override
    public int[][] preprocessedValues() {
      return air.preprocessedValues();
    }

    @Override
    public <E> void constrain(AirBuilder<E> builder) {
      air.constrain(new Surgeon<>(builder, this));
    }
  }

  private static final class Surgeon<E> implements AirBuilder<E> {
    private final AirBuilder<E> builder;
    private final Patient patient;
    private int interactions;

    Surgeon(AirBuilder<E> builder, Patient patient) {
      this.builder = builder;
      this.patient = patient;
    }

    @Override
    public void assertZero(String name, E expression) {
      if (patient.keepsConstraint().test(name)) {
        builder.assertZero(name, expression);
      }
    }

    @Override
    public void send(Bus bus, E multiplicity, List<E> tuple) {
      if (patient.keepsInteraction().test(interactions++)) {
        builder.send(patient.bus().apply(bus), multiplicity, tuple);
      }
    }

    @Override
    public void receive(Bus bus, E multiplicity, List<E> tuple) {
      if (patient.keepsInteraction().test(interactions++)) {
        builder.receive(patient.bus().apply(bus), multiplicity, tuple);
      }
    }

    @Override
    public void assertNoWrap(String name, E gate, E expression) {
      builder.assertNoWrap(name, gate, expression);
    }

    @Override
    public void assumeRange(String reason, E cell, long low, long high) {
      builder.assumeRange(reason, cell, low, high);
    }

    @Override
    public E main(int column) {
      return builder.main(column);
    }

    @Override
    public E next(int column) {
      return builder.next(column);
    }

    @Override
    public E preprocessed(int column) {
      return builder.preprocessed(column);
    }

    @Override
    public E structured(int column) {
      return builder.structured(column);
    }

    @Override
    public E publicValue(int index) {
      return builder.publicValue(index);
    }

    @Override
    public E isFirstRow() {
      return builder.isFirstRow();
    }

    @Override
    public E isLastRow() {
      return builder.isLastRow();
    }

    @Override
    public E constant(long value) {
      return builder.constant(value);
    }

    @Override
    public E add(E a, E b) {
      return builder.add(a, b);
    }

    @Override
    public E sub(E a, E b) {
      return builder.sub(a, b);
    }

    @Override
    public E mul(E a, E b) {
      return builder.mul(a, b);
    }
  }
}
