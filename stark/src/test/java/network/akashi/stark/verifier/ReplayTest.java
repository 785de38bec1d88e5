package network.akashi.stark.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;
import org.junit.jupiter.api.Test;

/**
 * Each prover message is checked: with the challenges held fixed, so that no change in the
 * transcript helps, changing any received element or any cell of an opened row makes some equation
 * fail.
 */
class ReplayTest {
  private final HonestProof honest = HonestProof.kept();

  @Test
  void theRecordingItselfIsAccepted() {
    honest.run(honest.record().replay());
  }

  @Test
  void changingAnyReceivedElementIsNoticed() {
    Recording recording = honest.record();
    Map<Rejection, Integer> reasons = new EnumMap<>(Rejection.class);
    for (int i = 0; i < recording.received.size(); i++) {
      Ext5 original = recording.received.get(i);
      recording.received.set(i, original.add(Ext5.X));
      reasons.merge(reasonOf(recording, "element " + i), 1, Integer::sum);
      recording.received.set(i, original);
    }
    // Every equation of the verifier is the one that notices some change.
    assertThat(reasons)
        .containsOnlyKeys(
            Rejection.BUS_UNBALANCED,
            Rejection.LOGUP_MISMATCH,
            Rejection.CONSTRAINTS_VIOLATED,
            Rejection.FOLDING_MISMATCH,
            Rejection.OPENING_MISMATCH);
  }

  @Test
  void changingAnyOpenedCellIsNoticed() {
    Recording recording = honest.record();
    for (int i = 0; i < recording.queries.size(); i++) {
      boolean last = i == recording.queries.size() - 1;
      List<VerifierChannel.Query<Integer>> queries = recording.queries.get(i);
      for (int q = 0; q < queries.size(); q++) {
        VerifierChannel.Query<Integer> original = queries.get(q);
        for (int c = 0; c < original.row().size(); c++) {
          List<Integer> row = new ArrayList<>(original.row());
          row.set(c, KoalaBear.add(row.get(c), KoalaBear.ONE));
          List<VerifierChannel.Query<Integer>> changed = new ArrayList<>(queries);
          changed.set(q, new VerifierChannel.Query<>(original.point(), row));
          recording.queries.set(i, changed);
          String where = "iteration %d, query %d, cell %d".formatted(i, q, c);
          assertThat(reasonOf(recording, where))
              .as(where)
              .isEqualTo(last ? Rejection.FOLDING_MISMATCH : Rejection.OPENING_MISMATCH);
        }
      }
      recording.queries.set(i, queries);
    }
  }

  @Test
  void aZeroDenominatorIsRefused() {
    Recording recording = honest.record();
    int denominator = 1; // after the out-of-domain sample's value
    recording.received.set(denominator, Ext5.ZERO);
    assertThat(reasonOf(recording, "root denominator")).isEqualTo(Rejection.BUS_UNBALANCED);
  }

  private Rejection reasonOf(Recording recording, String what) {
    List<Rejection> reason = new ArrayList<>();
    assertThatThrownBy(() -> honest.run(recording.replay()))
        .as(what)
        .isInstanceOfSatisfying(RejectedException.class, e -> reason.add(e.reason()));
    return reason.getFirst();
  }
}
