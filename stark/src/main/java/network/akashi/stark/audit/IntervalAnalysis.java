package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.air.AnnotatedAir;
import network.akashi.stark.air.Bus;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.SymbolicAir;

/**
 * Checks what AIRs claim by {@link network.akashi.stark.air.AirBuilder#assertNoWrap}: that an
 * expression's integer value stays below p, so that it is zero whenever it is zero modulo p.
 *
 * <p>Ranges of cells are found in constraints (see {@link AirRanges}) and on buses. If all that is
 * sent on a bus is sent 0 or 1 times per row, then each sent tuple is received by some row, so its
 * elements lie in the union of what the receiving rows can hold, and the other way round. Starting
 * from nothing known, ranges are narrowed until nothing changes; each step follows from true facts,
 * so stopping early is sound.
 *
 * <p>A constant {@code c > p/2} is read as {@code c − p}.
 */
public final class IntervalAnalysis {
  private static final int MAX_ROUNDS = 32;

  /**
   * One claim and what came of it.
   *
   * @param interval where the expression lies, as far as is known
   */
  public record Result(String air, String claim, Interval interval) {
    public boolean holds() {
      return interval.fitsTheField();
    }

    @Override
    public String toString() {
      return "AIR %s: '%s' lies in %s, which %s"
          .formatted(air, claim, interval, holds() ? "fits the field" : "may wrap modulo p");
    }
  }

  /** A range that is taken on trust. */
  public record Assumed(String air, String column, long low, long high, String reason) {}

  private final List<AnnotatedAir> annotated = new ArrayList<>();
  private final List<AirRanges> ranges = new ArrayList<>();

  public IntervalAnalysis(Machine machine) {
    for (Air air : machine.airs()) {
      AnnotatedAir one = SymbolicAir.annotate(air, machine.publicValues());
      annotated.add(one);
      ranges.add(new AirRanges(air, one));
    }
    boolean changed = true;
    for (int round = 0; round < MAX_ROUNDS && changed; round++) {
      ranges.forEach(AirRanges::learnFromConstraints);
      learnFromBuses();
      changed = false;
      for (AirRanges one : ranges) {
        changed |= one.changed();
      }
    }
  }

  /** All claims of all AIRs. */
  public List<Result> results() {
    List<Result> results = new ArrayList<>();
    for (int a = 0; a < ranges.size(); a++) {
      for (AnnotatedAir.NoWrap claim : annotated.get(a).noWraps()) {
        Interval interval = ranges.get(a).computed(claim.expression(), claim.gate());
        results.add(new Result(ranges.get(a).program().name(), claim.name(), interval));
      }
    }
    return results;
  }

  /** All ranges that AIRs take on trust. */
  public List<Assumed> assumptions() {
    List<Assumed> assumed = new ArrayList<>();
    for (AnnotatedAir one : annotated) {
      for (AnnotatedAir.Assumption a : one.assumptions()) {
        String column = one.program().layout().main().get(a.column());
        assumed.add(new Assumed(one.program().name(), column, a.low(), a.high(), a.reason()));
      }
    }
    return assumed;
  }

  /** Whether interaction {@code index} of AIR {@code air} happens 0 or 1 times in each row. */
  boolean isBounded(int air, int index) {
    int multiplicity = ranges.get(air).program().interactions().get(index).multiplicity();
    // Where it is not zero, neither are its factors; elsewhere it is 0.
    return ranges.get(air).of(multiplicity, multiplicity).isWithin(Interval.BIT);
  }

  private void learnFromBuses() {
    Set<Bus> buses = new LinkedHashSet<>();
    for (AirRanges one : ranges) {
      one.program().interactions().forEach(interaction -> buses.add(interaction.bus()));
    }
    for (Bus bus : buses) {
      for (int sign : new int[] {1, -1}) {
        if (isBoundedSide(bus, sign)) {
          for (int element = 0; element < bus.arity(); element++) {
            learnElement(bus, sign, element);
          }
        }
      }
    }
  }

  /** What one side sends is what the other receives. */
  private void learnElement(Bus bus, int sign, int element) {
    Optional<Interval> union = union(bus, -sign, element);
    if (union.isEmpty()) {
      return;
    }
    for (AirRanges one : ranges) {
      for (Interaction interaction : one.program().interactions()) {
        if (interaction.bus().equals(bus) && interaction.sign() == sign) {
          one.learn(interaction.multiplicity(), interaction.tuple().get(element), union.get());
        }
      }
    }
  }

  /** Where an element of all that one side of a bus puts there lies. */
  private Optional<Interval> union(Bus bus, int sign, int element) {
    Optional<Interval> union = Optional.empty();
    for (AirRanges other : ranges) {
      for (Interaction interaction : other.program().interactions()) {
        if (interaction.bus().equals(bus) && interaction.sign() == sign) {
          Interval one = other.of(interaction.tuple().get(element), interaction.multiplicity());
          // An expression that may wrap can be any element.
          Interval canonical = one.isWithin(Interval.FIELD) ? one : Interval.FIELD;
          union = Optional.of(union.map(u -> u.union(canonical)).orElse(canonical));
        }
      }
    }
    return union;
  }

  /** Whether all that is sent (or received) on {@code bus} is so 0 or 1 times per row. */
  boolean isBoundedSide(Bus bus, int sign) {
    for (int a = 0; a < ranges.size(); a++) {
      List<Interaction> interactions = ranges.get(a).program().interactions();
      for (int k = 0; k < interactions.size(); k++) {
        if (interactions.get(k).bus().equals(bus)
            && interactions.get(k).sign() == sign
            && !isBounded(a, k)) {
          return false;
        }
      }
    }
    return true;
  }
}
