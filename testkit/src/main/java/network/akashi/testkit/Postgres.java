package network.akashi.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL server for tests, one for all tests of a JVM, unpacked from a jar and gone with
 * the JVM. Tests keep apart by using schemas of their own.
 */
public final class Postgres {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static final Duration START = Duration.ofSeconds(90);

  private static final class Server {
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setPGStartupWait(START).start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private Postgres() {}

  /**
   * The address of a schema that nobody else uses.
   *
   * @throws org.opentest4j.TestAbortedException so that the test is reported as skipped, with the
   *     reason, on machines that the server was not built for
   */
  public static String newSchema() {
    return "%s?schema=test_%d".formatted(address("postgres"), SCHEMAS.incrementAndGet());
  }

  /** The server's address for a user, without a schema. */
  public static String address(String userInfo) {
    String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    Assumptions.assumeTrue(
        machine.toLowerCase(Locale.ROOT).equals("linux amd64"),
        "the PostgreSQL that tests bring along runs on Linux amd64, not on " + machine);
    return "postgresql://%s@localhost:%d/postgres".formatted(userInfo, Server.RUNNING.getPort());
  }

  /** Does something as the server's administrator. */
  public static void execute(String... statements) {
    try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String each : statements) {
        statement.execute(each);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Cuts all connections of the program that is tested, as a restart of the server would. */
  public static void cutConnections() {
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'akashi'");
  }
}
