package network.akashi.math;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Arrays of base-field elements for tests. */
final class Elements {
  private static final int[] EDGES = {0, 1, KoalaBear.ONE, KoalaBear.P - 1, KoalaBear.P - 2};

  private Elements() {}

  /** Canonical elements, uniform. */
  static int[] random(RandomGenerator random, int count) {
    int[] elements = new int[count];
    for (int i = 0; i < count; i++) {
      elements[i] = random.nextInt(KoalaBear.P);
    }
    return elements;
  }

  /** Canonical elements, a third of them at the ends of the range. */
  static int[] withEdges(RandomGenerator random, int count) {
    int[] elements = random(random, count);
    for (int i = 0; i < count; i++) {
      if (random.nextInt(3) == 0) {
        elements[i] = EDGES[random.nextInt(EDGES.length)];
      }
    }
    return elements;
  }

  /** The same element {@code count} times. */
  static int[] all(int element, int count) {
    int[] elements = new int[count];
    Arrays.fill(elements, element);
    return elements;
  }
}
