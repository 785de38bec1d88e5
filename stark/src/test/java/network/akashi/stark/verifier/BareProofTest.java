package network.akashi.stark.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import network.akashi.stark.security.StatementSize;
import org.junit.jupiter.api.Test;

/** A proof of a machine without buses and without preprocessed columns: what is left must hold. */
class BareProofTest {
  private final HonestProof honest = HonestProof.bare();

  @Test
  void itIsAccepted() {
    assertThat(honest.verify(honest.bytes())).isEqualTo(new Verification.Accepted());
  }

  @Test
  void changingAnyElementRejects() {
    for (int at = honest.bytes().length - Integer.BYTES; at >= 40; at -= Integer.BYTES) {
      byte[] proof = honest.bytes().clone();
      ByteBuffer elements = ByteBuffer.wrap(proof).order(ByteOrder.LITTLE_ENDIAN);
      int element = elements.getInt(at);
      elements.putInt(at, element == 0 ? 1 : element - 1);
      assertThat(honest.verify(proof).isAccepted()).as("element at byte %d", at).isFalse();
    }
  }

  /** 14 constraints of degree 3 on 16 rows of 4 columns, all of which are also read ahead. */
  @Test
  void itsSizeIsThatOfItsMachine() {
    assertThat(honest.shape().security().size())
        .isEqualTo(new StatementSize(6, 4, -1, 14, 1 + 3, 2 * 4 + 1, 0));
    assertThat(honest.shape().hasInteractions()).isFalse();
    assertThat(honest.shape().fractions().variables()).isZero();
  }
}
