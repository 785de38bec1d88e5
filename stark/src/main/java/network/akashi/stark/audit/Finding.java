package network.akashi.stark.audit;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.Bus;

/** One thing that is wrong with a trace. Numbers are canonical integers. */
public sealed interface Finding {
  /** One sentence for people, or a few lines. */
  String describe();

  /** The tables are not tables of this machine. */
  record MalformedTrace(String problem) implements Finding {
    @Override
    public String describe() {
      return problem;
    }
  }

  /** A cell holds an integer outside {@code [0, p)}, so it stands for no element. */
  record CellNotCanonical(String table, int row, String column, int raw) implements Finding {
    @Override
    public String describe() {
      return "%s row %d: column %s holds %s, which is not below p = %d"
          .formatted(table, row, column, Integer.toUnsignedString(raw), KoalaBear.P);
    }
  }

  /** A row does not satisfy a constraint; {@code cells} are those of the row, by column name. */
  record ConstraintViolated(String table, int row, String constraint, Map<String, Integer> cells)
      implements Finding {
    public ConstraintViolated {
      cells = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(cells));
    }

    @Override
    public String describe() {
      return "%s row %d: constraint '%s' is not zero; %s"
          .formatted(
              table,
              row,
              constraint,
              cells.entrySet().stream()
                  .map(cell -> cell.getKey() + " = " + cell.getValue())
                  .collect(Collectors.joining(", ")));
    }
  }

  /**
   * What a row put on a bus.
   *
   * @param interaction its index in the AIR
   * @param multiplicity positive for sends, negative for receives
   */
  record Contribution(String table, int row, int interaction, long multiplicity) {
    @Override
    public String toString() {
      return "%s row %d (interaction %d) %s it %d times"
          .formatted(
              table,
              row,
              interaction,
              multiplicity > 0 ? "sends" : "receives",
              Math.abs(multiplicity));
    }
  }

  /**
   * A tuple is not received as often as it is sent.
   *
   * @param net sends minus receives, with multiplicities read as integers in {@code (−p/2, p/2)}
   * @param balancedModP whether {@code net} is a multiple of p, so that LogUp alone would not see
   *     it
   * @param contributions who put it there; the first few
   */
  record TupleUnbalanced(
      Bus bus,
      List<Integer> tuple,
      long net,
      boolean balancedModP,
      List<Contribution> contributions)
      implements Finding {
    public TupleUnbalanced {
      tuple = List.copyOf(tuple);
      contributions = List.copyOf(contributions);
    }

    @Override
    public String describe() {
      return "bus %s: tuple %s is %s %d times too often%s%s"
          .formatted(
              bus.name(),
              tuple,
              net > 0 ? "sent" : "received",
              Math.abs(net),
              balancedModP ? " (zero modulo p: the multiplicities wrap)" : "",
              contributions.stream()
                  .map(Contribution::toString)
                  .collect(Collectors.joining("\n  ", "\n  ", "")));
    }
  }

  /** So many interactions that multiplicities may wrap around p. */
  record TooManyInteractions(long terms) implements Finding {
    @Override
    public String describe() {
      return "%d interactions in all tables together, LogUp is sound only below p = %d"
          .formatted(terms, KoalaBear.P);
    }
  }

  /** The row that fills an AIR's tables up to a power of two is not inert. */
  record PaddingNotInert(String air, String problem) implements Finding {
    @Override
    public String describe() {
      return "AIR %s: %s in its padding row".formatted(air, problem);
    }
  }
}
