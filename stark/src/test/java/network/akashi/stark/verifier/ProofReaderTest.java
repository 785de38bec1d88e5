package network.akashi.stark.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import network.akashi.math.KoalaBear;
import org.junit.jupiter.api.Test;

class ProofReaderTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void elementsAreReadUpToTheLastByte() {
    ProofReader reader = new ProofReader(new byte[] {9, 1, 0, 0, 0, 2, 0, 0, 0});
    assertThat(reader.readByte()).isEqualTo(9);
    assertThat(reader.readElements(2)).containsExactly(KoalaBear.fromInt(1), KoalaBear.fromInt(2));
    reader.requireEnd();
  }

  /** Neither more elements than there are bytes for, nor an array for them. */
  @Test
  void tooManyElementsAreRefusedBeforeAllocation() {
    int bytes = 1 << 20;
    ProofReader reader = new ProofReader(new byte[bytes]);
    reader.readElements(bytes / Integer.BYTES / 2);
    int left = bytes / Integer.BYTES / 2;
    refuses(reader, left + 1);
    refuses(reader, 2 * left);
    refuses(reader, bytes);
    refuses(reader, Integer.MAX_VALUE);
    assertThat(reader.readElements(left)).hasSize(left);
  }

  private static void refuses(ProofReader reader, int count) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    assertThatThrownBy(() -> reader.readElements(count))
        .isInstanceOf(RejectedException.class)
        .hasMessage(Rejection.TRUNCATED.explanation());
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 18);
  }
}
