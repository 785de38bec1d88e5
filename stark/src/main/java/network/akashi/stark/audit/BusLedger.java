package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.air.Bus;

/** Everything that rows put on the buses of a machine. */
final class BusLedger {
  private final Map<Integer, TupleMultiset> byTag = new TreeMap<>();
  private final Map<Integer, Bus> buses = new TreeMap<>();

  BusLedger(List<AirProgram> programs) {
    for (AirProgram program : programs) {
      for (Interaction interaction : program.interactions()) {
        Bus bus = interaction.bus();
        if (buses.putIfAbsent(bus.tag(), bus) == null) {
          byTag.put(bus.tag(), new TupleMultiset(bus.arity()));
        }
      }
    }
  }

  List<Bus> buses() {
    return List.copyOf(buses.values());
  }

  TupleMultiset on(Bus bus) {
    TupleMultiset multiset = byTag.get(bus.tag());
    if (multiset == null) {
      throw new IllegalArgumentException("bus: %s is not of this machine".formatted(bus.name()));
    }
    return multiset;
  }

  /** Books what the first {@code count} rows of an evaluated block put on the buses. */
  void book(AirProgram program, RowEvaluator block, int count) {
    for (Interaction interaction : program.interactions()) {
      book(interaction, block, count, 1, on(interaction.bus()));
    }
  }

  /** Books one interaction in {@code multiset}, or takes it back if {@code sign} is negative. */
  static void book(
      Interaction interaction, RowEvaluator block, int count, int sign, TupleMultiset multiset) {
    int[] multiplicity = block.values(interaction.multiplicity());
    int[][] columns = columns(interaction, block);
    int[] tuple = new int[columns.length];
    for (int i = 0; i < count; i++) {
      if (multiplicity[i] != 0) {
        for (int j = 0; j < tuple.length; j++) {
          tuple[j] = columns[j][i];
        }
        multiset.add(tuple, sign * interaction.sign(), multiplicity[i]);
      }
    }
  }

  void clear() {
    byTag.values().forEach(TupleMultiset::clear);
  }

  static int[][] columns(Interaction interaction, RowEvaluator block) {
    int[][] columns = new int[interaction.tuple().size()][];
    Arrays.setAll(columns, j -> block.values(interaction.tuple().get(j)));
    return columns;
  }

  static List<Integer> integers(int[] tuple) {
    List<Integer> integers = new ArrayList<>();
    for (int element : tuple) {
      integers.add(KoalaBear.toInt(element));
    }
    return integers;
  }
}
