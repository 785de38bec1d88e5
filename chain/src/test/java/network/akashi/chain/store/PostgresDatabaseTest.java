package network.akashi.chain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import network.akashi.testkit.Postgres;
import org.junit.jupiter.api.Test;

class PostgresDatabaseTest extends DatabaseConformance {
  private final PostgresUrl url = PostgresUrl.parse(Postgres.newSchema());

  @Override
  StoreLocation location() {
    return url;
  }

  private static Database open(String text) {
    return Database.open(PostgresUrl.parse(text), Sharing.ALONE, FIRST);
  }

  @Test
  void commitsAreFlushedToTheDisk() {
    try (Database database = open(Sharing.SHARED, FIRST)) {
      List<String> synchronous =
          database.change(connection ->
              Sql.query(connection, "SHOW synchronous_commit", row -> row.getString(1)));
      assertThat(synchronous).containsExactly("on");
    }
  }

  @Test
  void aServerThatRestartedIsConnectedToAgain() {
    try (Database database = open(Sharing.ALONE, FIRST)) {
      put(database, "before", new byte[0], 1);
      Postgres.cutConnections();
      assertThatThrownBy(() -> put(database, "lost", new byte[0], 1))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining(url.toString());
      put(database, "after", new byte[0], 1);
      assertThat(names(database)).containsExactly("after", "before");
      assertThatThrownBy(() -> open(Sharing.ALONE, FIRST))
          .as("still alone")
          .hasMessageContaining("in use by another process");
    }
  }

  @Test
  void whoLostItWhileItWasCutOffIsKeptOut() {
    try (Database first = open(Sharing.ALONE, FIRST)) {
      Postgres.cutConnections();
      try (Database second = open(Sharing.ALONE, FIRST)) {
        assertThatThrownBy(() -> put(first, "cut", new byte[0], 1));
        assertThatThrownBy(() -> put(first, "kept out", new byte[0], 1))
            .hasMessageContaining("in use by another process");
        assertThat(names(second)).isEmpty();
      }
    }
  }

  @Test
  void manyMakeTheTablesAtOnce() throws Exception {
    Callable<Boolean> one =
        () -> {
          open(Sharing.SHARED, SECOND).close();
          return true;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (Future<Boolean> each : threads.invokeAll(Stream.generate(() -> one).limit(6).toList())) {
        assertThat(each.get()).isTrue();
      }
    }
  }

  @Test
  void aSchemaThatIsThereNeedsNoRightToMakeOne() {
    Postgres.execute("CREATE ROLE humble LOGIN", "CREATE SCHEMA humble_home AUTHORIZATION humble");
    open(Postgres.address("humble") + "?schema=humble_home").close();
    assertThatThrownBy(() -> open(Postgres.address("humble") + "?schema=humble_other"))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> open("postgresql://me:secret@localhost:1/db"))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("no PostgreSQL server answers at localhost:1")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aDatabaseThatIsNotThereIsNamed() {
    String text = Postgres.address("postgres").replaceAll("/postgres$", "/nothing");
    assertThatThrownBy(() -> open(text))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("there is no database nothing");
  }

  @Test
  void aWrongPasswordIsSaidAndNotShown() throws IOException {
    Postgres.execute("CREATE ROLE locked LOGIN PASSWORD 'right'");
    Path rules = Path.of(hbaFile());
    String before = Files.readString(rules);
    Files.writeString(rules, "host all locked all scram-sha-256\n" + before);
    Postgres.execute("SELECT pg_reload_conf()");
    for (String userInfo : List.of("locked:wr0ng", "locked")) {
      assertThatThrownBy(() -> open(Postgres.address(userInfo)))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("the server does not let locked in")
          .hasMessageContaining("PGPASSWORD")
          .hasMessageNotContaining("wr0ng");
    }
    Postgres.execute("CREATE SCHEMA locked_home AUTHORIZATION locked");
    open(Postgres.address("locked:right") + "?schema=locked_home").close();
  }

  private static String hbaFile() {
    try (Database database = open(Postgres.newSchema())) {
      return database
          .<List<String>>change(
              connection -> Sql.query(connection, "SHOW hba_file", row -> row.getString(1)))
          .getFirst();
    }
  }
}
