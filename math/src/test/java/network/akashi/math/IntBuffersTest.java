package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class IntBuffersTest {
  @Test
  void theSecondPieceOfWorkAllocatesNothing() {
    try (IntBuffers buffers = new IntBuffers()) {
      int[] first;
      try (IntBuffers.Arena arena = buffers.arena()) {
        first = arena.ints(100);
      }
      try (IntBuffers.Arena arena = buffers.arena()) {
        assertThat(arena.ints(100)).isSameAs(first);
        assertThat(arena.ints(100)).isNotSameAs(first).hasSize(100);
        assertThat(arena.ints(99)).hasSize(99);
      }
    }
  }

  @Test
  void bytesAreCounted() {
    try (IntBuffers buffers = new IntBuffers()) {
      try (IntBuffers.Arena arena = buffers.arena()) {
        int[] array = arena.ints(1000);
        assertThat(buffers.bytesInUse()).isEqualTo(4000);
        arena.giveBack(array);
        assertThat(buffers.bytesInUse()).isZero();
        assertThat(buffers.idleBytes()).isEqualTo(4000);
        int[] unused = arena.ints(500);
        assertThat(unused).hasSize(500);
        assertThat(buffers.bytesInUse()).isEqualTo(2000);
      }
      assertThat(buffers.bytesInUse()).isZero();
      assertThat(buffers.idleBytes()).isEqualTo(6000);
      assertThat(buffers.peakBytes()).isEqualTo(4000);
      buffers.trim();
      assertThat(buffers.idleBytes()).isZero();
    }
  }

  @Test
  void useAfterCloseIsAnError() {
    IntBuffers buffers = new IntBuffers();
    IntBuffers.Arena arena = buffers.arena();
    int[] array = arena.ints(10);
    assertThatThrownBy(buffers::close).hasMessageContaining("1 arenas are still open");
    arena.close();
    arena.close();
    assertThatThrownBy(() -> arena.ints(10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> arena.giveBack(array)).isInstanceOf(IllegalStateException.class);
    buffers.close();
    assertThatThrownBy(buffers::arena).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anArrayIsGivenBackToTheArenaThatLentItAndOnce() {
    try (IntBuffers buffers = new IntBuffers();
        IntBuffers.Arena arena = buffers.arena();
        IntBuffers.Arena other = buffers.arena()) {
      int[] array = arena.ints(8);
      assertThatThrownBy(() -> other.giveBack(array)).hasMessageContaining("not on loan");
      arena.giveBack(array);
      assertThatThrownBy(() -> arena.giveBack(array)).hasMessageContaining("array: ");
      assertThatThrownBy(() -> arena.ints(-1)).hasMessageContaining("length: ");
    }
  }

  @Test
  void extensionElementsAreLentToo() {
    try (IntBuffers buffers = new IntBuffers();
        IntBuffers.Arena arena = buffers.arena()) {
      Ext5Array array = arena.ext(2000);
      array.set(1999, Ext5.X);
      assertThat(array.get(1999)).isEqualTo(Ext5.X);
      assertThat(buffers.bytesInUse()).isEqualTo(4L * array.planes().length);
      arena.giveBack(array.planes());
      assertThat(buffers.bytesInUse()).isZero();
      assertThatThrownBy(() -> arena.ext(-1)).hasMessageContaining("length: ");
    }
  }
}
