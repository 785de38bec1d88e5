package network.akashi.stark.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.air.Bus;

/**
 * What a cheating prover does about lookups: it sets the counts of the tables that answer them to
 * what its forged rows need. Only a tuple that no table holds cannot be mended.
 */
final class LookupRepair {
  private record Place(int table, int row, int column, int sign) {}

  /** By bus tag, then by tuple: the row that provides it. */
  private final Map<Integer, Map<List<Integer>, Place>> places = new HashMap<>();

  private final Set<Integer> providers = new HashSet<>();
  private final MutableTrace trace;

  LookupRepair(List<AirProgram> programs, MutableTrace trace) {
    this.trace = trace;
    for (int t = 0; t < trace.tables().size(); t++) {
      AirProgram program = programs.get(trace.tables().get(t).table().air());
      for (LookupProvider provider : LookupProvider.of(program)) {
        providers.add(t);
        collect(program, provider, t);
      }
    }
  }

  private void collect(AirProgram program, LookupProvider provider, int table) {
    PaddedTable padded = trace.tables().get(table);
    AirProgram.Interaction interaction = program.interactions().get(provider.interaction());
    Map<List<Integer>, Place> byTuple =
        places.computeIfAbsent(interaction.bus().tag(), _ -> new HashMap<>());
    RowEvaluator block = new RowEvaluator(program);
    int[][] columns = BusLedger.columns(interaction, block);
    int[] rows = new int[RowEvaluator.BLOCK];
    for (int start = 0; start < padded.paddedHeight(); start += RowEvaluator.BLOCK) {
      int count = Math.min(RowEvaluator.BLOCK, padded.paddedHeight() - start);
      for (int i = 0; i < count; i++) {
        rows[i] = start + i;
      }
      block.evaluate(padded, trace.publicValues(), rows, count);
      for (int i = 0; i < count; i++) {
        List<Integer> tuple = new ArrayList<>();
        for (int[] column : columns) {
          tuple.add(column[i]);
        }
        byTuple.putIfAbsent(
            tuple, new Place(table, start + i, provider.countColumn(), interaction.sign()));
      }
    }
  }

  /** Whether some table answers lookups on {@code bus}. */
  boolean isLookup(Bus bus) {
    return places.containsKey(bus.tag());
  }

  /** Whether {@code table} of the trace answers lookups. */
  boolean isProvider(int table) {
    return providers.contains(table);
  }

  /** Whether a table provides {@code tuple} (Montgomery form) on {@code bus}. */
  boolean provides(Bus bus, int[] tuple) {
    return place(bus, tuple).isPresent();
  }

  /**
   * The change of a count that balances a surplus of {@code sum} (an element) sends of {@code
   * tuple}, unless no table holds it.
   */
  Optional<Edit> mend(Bus bus, int[] tuple, int sum) {
    return place(bus, tuple)
        .map(place -> {
          int count = trace.at(place.table(), place.row(), place.column());
          int mended = place.sign() < 0 ? KoalaBear.add(count, sum) : KoalaBear.sub(count, sum);
          return new Edit(place.table(), place.row(), place.column(), mended);
        });
  }

  private Optional<Place> place(Bus bus, int[] tuple) {
    Map<List<Integer>, Place> byTuple = places.get(bus.tag());
    if (byTuple == null) {
      return Optional.empty();
    }
    List<Integer> key = new ArrayList<>();
    for (int element : tuple) {
      key.add(element);
    }
    return Optional.ofNullable(byTuple.get(key));
  }
}
