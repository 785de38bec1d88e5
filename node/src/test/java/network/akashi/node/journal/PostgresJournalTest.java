package network.akashi.node.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import network.akashi.chain.store.PostgresUrl;
import network.akashi.chain.store.StoreLocation;
import network.akashi.node.prover.Stage;
import network.akashi.node.work.WorkException;
import network.akashi.testkit.Postgres;
import org.junit.jupiter.api.Test;

class PostgresJournalTest extends JournalConformance {
  private final PostgresUrl url = PostgresUrl.parse(Postgres.newSchema());

  @Override
  StoreLocation location() {
    return url;
  }

  @Test
  void nodesKeepApartBySchemas() {
    try (Journal first = open();
        Journal second =
            Journal.open(
                PostgresUrl.parse(Postgres.newSchema()), java.time.InstantSource.system())) {
      first.save(List.of(job(10, Stage.PROVING)));
      assertThat(second.load()).isEmpty();
    }
  }

  @Test
  void aJournalGoesOnWhenItsServerDoes() {
    try (Journal journal = open()) {
      journal.save(List.of(job(10, Stage.PROVING)));
      Postgres.cutConnections();
      assertThatThrownBy(() -> journal.save(List.of(job(10, Stage.PROVEN))))
          .isInstanceOf(WorkException.class);
      journal.save(List.of(job(10, Stage.PROVEN)));
      assertThat(journal.load()).containsExactly(job(10, Stage.PROVEN));
    }
  }
}
