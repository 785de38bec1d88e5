package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import network.akashi.stark.air.Air;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For every constraint and every lookup of a chip there is a row that it alone rejects: so none can
 * be dropped or weakened without this test noticing. The rows are in {@code attacks.txt}; with
 * {@code -Dakashi.attacks=FILE} they are looked for again, and written there.
 */
class EveryConstraintTest {
  private static final String IMPLIED =
      "equals a sum of bits of which one at most is 1, so nothing violates it alone";
  private static final String CARRY =
      "no row found: a carry out of range moves the next column by a fraction, and so on to the end";
  private static final String SIGN =
      "no row found: the sign is also the limbs above the highest in a product of 128 bits";

  /** Checks without a row of their own, and why. */
  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("load_misaligned: whether the next word is touched is a bit", IMPLIED),
          Map.entry("store_misaligned: whether the next word is touched is a bit", IMPLIED),
          Map.entry("mulh: lookup 25, in eighths", CARRY),
          Map.entry("div: lookup 9, in range16", CARRY),
          Map.entry("div: lookup 24, in eighths", CARRY),
          Map.entry("div: lookup 25, in eighths", CARRY),
          Map.entry("div: lookup 26, in eighths", CARRY),
          Map.entry("div: lookup 27, in eighths", CARRY),
          Map.entry("div: the dividend's sign is a bit", SIGN),
          Map.entry("div: the divisor's sign is a bit", SIGN),
          Map.entry("div: the remainder's sign is a bit", SIGN),
          Map.entry("div: the remainder of a negative dividend is negative or 0", SIGN));

  @BeforeAll
  static void search() throws IOException {
    String file = System.getProperty("akashi.attacks", "");
    if (!file.isBlank()) {
      List<String> lines = new ArrayList<>();
      for (Air air : RowAttacks.chips()) {
        lines.addAll(RowAttacks.search(air));
      }
      Files.write(Path.of(file), lines);
    }
  }

  static List<Air> chips() {
    return RowAttacks.chips();
  }

  @Test
  void rowsOfNoOtherChips() throws IOException {
    assertThat(chips()).extracting(Air::name).containsAll(RowAttacks.kept().keySet());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chips")
  void honestRowsViolateNothing(Air air) {
    RowJudge judge = new RowJudge(air);
    List<RowWindow> honest = RowAttacks.honest(air);
    assertThat(honest).isNotEmpty().allMatch(row -> judge.violated(row).isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chips")
  void eachCheckAloneRejectsItsRow(Air air) throws IOException {
    RowJudge judge = new RowJudge(air);
    List<RowWindow> honest = RowAttacks.honest(air);
    Map<String, RowAttacks.Attack> attacks = RowAttacks.kept().getOrDefault(air.name(), Map.of());
    assertThat(judge.names()).doesNotHaveDuplicates().containsAll(attacks.keySet());
    for (int check = 0; check < judge.names().size(); check++) {
      String name = judge.names().get(check);
      RowAttacks.Attack attack = attacks.get(name);
      if (attack != null) {
        assertThat(judge.violated(RowAttacks.row(judge, honest, attack)))
            .as("what rejects the row that '%s' should reject", name)
            .containsExactly(check);
      }
    }
    TreeSet<String> without = new TreeSet<>(judge.names());
    without.removeAll(attacks.keySet());
    assertThat(without)
        .as("checks of %s without a row", air.name())
        .containsExactlyInAnyOrderElementsOf(reasons(air));
  }

  private static List<String> reasons(Air air) {
    String prefix = air.name() + ": ";
    return REASONS.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .toList();
  }
}
