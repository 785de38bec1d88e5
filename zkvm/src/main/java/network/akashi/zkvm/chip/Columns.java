package network.akashi.zkvm.chip;

import java.util.ArrayList;
import java.util.List;
import network.akashi.stark.air.AirLayout;

/** The committed columns of a chip, numbered in the order in which they are named. */
final class Columns {
  private final List<String> names = new ArrayList<>();

  /** A new column. */
  int one(String name) {
    names.add(name);
    return names.size() - 1;
  }

  /** {@code count} new columns in a row; returns the first. */
  int many(String name, int count) {
    int first = names.size();
    for (int i = 0; i < count; i++) {
      names.add(name + "_" + i);
    }
    return first;
  }

  /** Four limbs of a word; returns the first. */
  int word(String name) {
    return many(name, 4);
  }

  int count() {
    return names.size();
  }

  AirLayout layout() {
    return new AirLayout(names, List.of(), List.of());
  }
}
