package network.akashi.stark.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No equation of the verifier is redundant: a verifier that leaves one kind out accepts some
 * changed proof (with challenges held fixed), which {@link ReplayTest} shows the whole verifier to
 * refuse. So taking an equation away fails that test.
 */
class CheckRemovalTest {
  private final HonestProof honest = HonestProof.kept();

  /** A verifier's arithmetic in which one kind of equation always holds. */
  private static final class Without extends NativeArithmetic {
    private final Rejection removed;

    Without(Rejection removed) {
      this.removed = removed;
    }

    @Override
    public void requireEqual(Ext5 a, Ext5 b, Rejection otherwise) {
      if (otherwise != removed) {
        super.requireEqual(a, b, otherwise);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CONSTRAINTS_VIOLATED", "FOLDING_MISMATCH", "OPENING_MISMATCH"})
  void withoutAnEquationAChangedProofIsAccepted(Rejection removed) {
    assertThat(acceptsSomeChange(new Without(removed))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"MERKLE_MISMATCH"})
  void theWholeVerifierAcceptsNone(Rejection notAnEquation) {
    assertThat(acceptsSomeChange(new Without(notAnEquation))).isFalse();
  }

  private boolean acceptsSomeChange(NativeArithmetic arithmetic) {
    Recording recording = honest.record();
    for (int i = 0; i < recording.received.size(); i++) {
      Ext5 original = recording.received.get(i);
      recording.received.set(i, original.add(Ext5.X));
      boolean accepted = accepts(arithmetic, recording);
      recording.received.set(i, original);
      if (accepted) {
        return true;
      }
    }
    return recording.queries.stream()
        .anyMatch(queries -> acceptsChangedRow(arithmetic, recording, queries));
  }

  private boolean acceptsChangedRow(
      NativeArithmetic arithmetic,
      Recording recording,
      List<VerifierChannel.Query<Integer>> queries) {
    int at = recording.queries.indexOf(queries);
    VerifierChannel.Query<Integer> first = queries.getFirst();
    List<Integer> row = new ArrayList<>(first.row());
    row.set(0, KoalaBear.add(row.getFirst(), KoalaBear.ONE));
    List<VerifierChannel.Query<Integer>> changed = new ArrayList<>(queries);
    changed.set(0, new VerifierChannel.Query<>(first.point(), row));
    recording.queries.set(at, changed);
    boolean accepted = accepts(arithmetic, recording);
    recording.queries.set(at, queries);
    return accepted;
  }

  private boolean accepts(NativeArithmetic arithmetic, Recording recording) {
    try {
      honest.run(arithmetic, recording.replay());
      return true;
    } catch (RejectedException _) {
      return false;
    }
  }
}
