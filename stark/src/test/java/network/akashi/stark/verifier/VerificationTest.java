package network.akashi.stark.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VerificationTest {
  @Test
  void onlyYesIsYes() {
    assertThat(new Verification.Accepted().isAccepted()).isTrue();
    assertThat(new Verification.Rejected(Rejection.TRUNCATED).isAccepted()).isFalse();
  }

  @Test
  void eachReasonSaysWhatIsWrong() {
    assertThat(Arrays.stream(Rejection.values()).map(Rejection::explanation))
        .doesNotHaveDuplicates()
        .allMatch(text -> text.length() > 20);
  }

  /** Thrown for each bad proof: neither a stack trace nor anything that grows. */
  @Test
  void rejectionsAreCheap() {
    RejectedException rejected = new RejectedException(Rejection.TRUNCATED);
    rejected.addSuppressed(new IllegalStateException());
    assertThat(rejected.getSuppressed()).isEmpty();
    assertThat(rejected.getStackTrace()).isEmpty();
  }

  @Test
  void proofsBeginWithTheMagic() {
    assertThat(ProofFormat.magic()).containsExactly('A', 'K', 'S', 'P');
  }
}
