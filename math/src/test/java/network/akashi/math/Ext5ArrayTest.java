package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class Ext5ArrayTest {
  @Test
  void coefficientsLieInPlanes() {
    int[] planes = IntStream.range(0, 100).toArray();
    Ext5Array array = Ext5Array.of(planes, 3, 20, 7);
    assertThat(array.get(0)).isEqualTo(new Ext5(3, 23, 43, 63, 83));
    assertThat(array.get(6)).isEqualTo(new Ext5(9, 29, 49, 69, 89));
    assertThat(array.plane(4)).isEqualTo(83);
    array.set(1, new Ext5(-1, -2, -3, -4, -5));
    assertThat(planes[4]).isEqualTo(-1);
    assertThat(planes[84]).isEqualTo(-5);
  }

  @Test
  void slicesShareTheArray() {
    Ext5Array array = Ext5Array.allocate(10);
    array.slice(4, 3).set(1, Ext5.X);
    assertThat(array.get(5)).isEqualTo(Ext5.X);
    array.highHalf().set(4, Ext5.ONE);
    assertThat(array.get(9)).isEqualTo(Ext5.ONE);
    assertThat(array.lowHalf().length()).isEqualTo(5);
    assertThat(array.slice(10, 0).length()).isZero();
  }

  @Test
  void longArraysLeaveGapsBetweenPlanes() {
    assertThat(Ext5Array.allocate(1023).stride()).isEqualTo(1023);
    assertThat(Ext5Array.allocate(1024).stride() % 1024).isEqualTo(80);
    Ext5Array array = Ext5Array.allocate(4096);
    array.set(4095, Ext5.X);
    assertThat(array.get(4095)).isEqualTo(Ext5.X);
    assertThat(array.planes()).hasSize(Ext5Array.intsFor(4096));
  }

  @Test
  void elementsAreCopied() {
    Ext5Array from = Ext5Array.of(IntStream.range(0, 60).toArray(), 1, 11, 8);
    Ext5Array to = Ext5Array.allocate(8);
    to.copyFrom(from);
    for (int i = 0; i < 8; i++) {
      assertThat(to.get(i)).isEqualTo(from.get(i));
    }
    to.copyFromBase(new int[] {9, 8, 7, 6, 5, 4, 3, 2, 1}, 1);
    for (int i = 0; i < 8; i++) {
      assertThat(to.get(i)).isEqualTo(Ext5.of(8 - i));
    }
  }

  /** Against the sets of indices that two views touch. */
  @Test
  void overlapIsFoundExactly() {
    int[] planes = new int[120];
    ForAll.cases(
        2000,
        random -> {
          Ext5Array a = Ext5Array.of(planes, random.nextInt(20), 6 + random.nextInt(12), 6);
          Ext5Array b = Ext5Array.of(planes, random.nextInt(20), 6 + random.nextInt(12), 6);
          boolean same = a.plane(0) == b.plane(0) && a.stride() == b.stride();
          boolean apart = IntStream.range(0, 120).noneMatch(i -> holds(a, i) && holds(b, i));
          assertThat(a.isSameOrApartFrom(b)).isEqualTo(same || apart);
          int at = random.nextInt(110);
          boolean baseApart = IntStream.range(at, at + 10).noneMatch(i -> holds(a, i));
          assertThat(a.isApartFrom(planes, at, 10)).isEqualTo(baseApart);
        });
    assertThat(Ext5Array.allocate(8).isSameOrApartFrom(Ext5Array.allocate(8))).isTrue();
    assertThat(Ext5Array.allocate(8).isApartFrom(planes, 0, 8)).isTrue();
  }

  private static boolean holds(Ext5Array array, int index) {
    return IntStream.range(0, 5)
        .anyMatch(j -> index >= array.plane(j) && index < array.plane(j) + array.length());
  }

  @Test
  void badArgumentsAreNamed() {
    int[] planes = new int[100];
    assertThatThrownBy(() -> Ext5Array.of(planes, -1, 20, 20)).hasMessageStartingWith("offset: ");
    assertThatThrownBy(() -> Ext5Array.of(planes, 0, 19, 20)).hasMessageStartingWith("stride: ");
    assertThatThrownBy(() -> Ext5Array.of(planes, 0, 20, -1)).hasMessageStartingWith("length: ");
    assertThatThrownBy(() -> Ext5Array.of(planes, 1, 20, 20)).hasMessageStartingWith("planes: ");
    assertThatThrownBy(() -> Ext5Array.of(planes, 1, Integer.MAX_VALUE, 20))
        .hasMessageStartingWith("planes: ");
    assertThatThrownBy(() -> Ext5Array.allocate(-1)).hasMessageStartingWith("length: ");
    Ext5Array array = Ext5Array.of(planes, 0, 19, 19);
    assertThatThrownBy(() -> array.get(19)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> array.set(-1, Ext5.ONE)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> array.plane(5)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> array.slice(10, 10)).hasMessageStartingWith("slice: ");
    assertThatThrownBy(() -> array.slice(-1, 1)).hasMessageStartingWith("slice: ");
    assertThatThrownBy(() -> array.slice(0, -1)).hasMessageStartingWith("slice: ");
    assertThatThrownBy(array::lowHalf).hasMessageContaining("19 elements have no halves");
    assertThatThrownBy(array::highHalf).hasMessageContaining("no halves");
    assertThatThrownBy(() -> array.copyFrom(Ext5Array.allocate(18)))
        .hasMessageStartingWith("source: ");
    assertThatThrownBy(() -> array.copyFromBase(planes, 82)).hasMessageStartingWith("elements: ");
  }
}
