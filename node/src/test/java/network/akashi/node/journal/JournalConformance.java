package network.akashi.node.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.store.StoreLocation;
import network.akashi.node.NodeError;
import network.akashi.node.attester.Vouch;
import network.akashi.node.command.Claim;
import network.akashi.node.prover.Job;
import network.akashi.node.prover.Stage;
import network.akashi.node.work.WorkException;
import org.junit.jupiter.api.Test;

/** What holds for a journal, wherever it is. */
abstract class JournalConformance {
  private Instant now = Instant.ofEpochSecond(1_000);
  private final InstantSource clock = () -> now;

  /** The same place each time it is asked in a test. */
  abstract StoreLocation location();

  final Journal open() {
    return Journal.open(location(), clock);
  }

  static Bytes32 id(int number) {
    return Bytes32.of(BigInteger.valueOf(number));
  }

  static Job job(int number, Stage stage) {
    Claim claim = new Claim(id(number), id(1), id(2), id(3), Address.ZERO, 1L << 40, id(4));
    return new Job(
        id(number),
        stage,
        1,
        2,
        3,
        4,
        Optional.of(claim),
        Bytes.of(new byte[] {5, -6}),
        Optional.empty(),
        7,
        Optional.of(NodeError.BEATEN));
  }

  @Test
  void jobsAreThereWhenItIsOpenedAgain() {
    Job first = job(10, Stage.PROVING);
    Job second = job(11, Stage.PAID);
    try (Journal journal = open()) {
      journal.save(List.of(first, second));
      journal.save(List.of(job(10, Stage.PROVEN)));
    }
    try (Journal journal = open()) {
      assertThat(journal.load())
          .as("what is not over comes first")
          .containsExactly(job(10, Stage.PROVEN), second);
      assertThat(journal.job(id(11))).contains(second);
      assertThat(journal.job(id(12))).isEmpty();
    }
  }

  @Test
  void theWayOfAJobIsKeptInItsOrderEvenIfTheClockGoesBack() {
    try (Journal journal = open()) {
      for (Stage stage : List.of(Stage.PREPARING, Stage.PROVING, Stage.PROVEN)) {
        journal.save(List.of(job(10, stage)));
        now = now.minusSeconds(5);
      }
      journal.save(List.of(job(11, Stage.WATCHED)));
      assertThat(journal.steps(id(10)))
          .containsExactly(
              new Journal.Entry(1_000_000, "PREPARING", "AK-009"),
              new Journal.Entry(995_000, "PROVING", "AK-009"),
              new Journal.Entry(990_000, "PROVEN", "AK-009"));
    }
  }

  @Test
  void oldJobsThatEndedAreForgottenWithTheirWay() {
    try (Journal journal = open()) {
      journal.save(List.of(job(10, Stage.PAID), job(11, Stage.PROVING)));
      now = now.plusSeconds(100);
      journal.save(List.of(job(12, Stage.PAID)));
      assertThat(journal.prune(now.toEpochMilli())).isEqualTo(1);
      assertThat(journal.job(id(10))).isEmpty();
      assertThat(journal.steps(id(10))).isEmpty();
      assertThat(journal.job(id(11))).isPresent();
      assertThat(journal.steps(id(12))).hasSize(1);
    }
  }

  @Test
  void aVouchIsForEverAndTheSameTwiceIsOne() {
    Vouch vouch = new Vouch(id(1), id(2), id(3));
    try (Journal journal = open()) {
      journal.vouch(List.of(vouch));
      journal.vouch(List.of(vouch, new Vouch(id(1), id(4), id(5))));
    }
    try (Journal journal = open()) {
      assertThat(journal.vouches())
          .containsExactlyInAnyOrder(vouch, new Vouch(id(1), id(4), id(5)));
    }
  }

  @Test
  void aContradictionIsRefusedWithAllThatCameWithIt() {
    try (Journal journal = open()) {
      journal.vouch(List.of(new Vouch(id(1), id(2), id(3))));
      assertThatThrownBy(() ->
              journal.vouch(
                  List.of(new Vouch(id(1), id(9), id(9)), new Vouch(id(1), id(2), id(4)))))
          .isInstanceOf(WorkException.class)
          .hasMessageStartingWith(NodeError.WOULD_CONTRADICT.code());
      assertThat(journal.vouches()).containsExactly(new Vouch(id(1), id(2), id(3)));
    }
  }

  @Test
  void aSecondProcessIsRefused() {
    try (Journal first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(WorkException.class)
          .hasMessageStartingWith(NodeError.JOURNAL_BROKEN.code())
          .hasMessageContaining("in use by another process");
      assertThat(first.load()).isEmpty();
    }
  }
}
