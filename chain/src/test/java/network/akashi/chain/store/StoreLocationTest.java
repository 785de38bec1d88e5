package network.akashi.chain.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreLocationTest {
  private static final Path FOLDER = Path.of("/home");

  @Test
  void aPathIsAFile() {
    assertThat(StoreLocation.parse("journal.db", FOLDER))
        .isEqualTo(StoreLocation.file(FOLDER.resolve("journal.db")));
  }

  @Test
  void anAddressHasItsParts() {
    PostgresUrl url =
        PostgresUrl.parse(
            "postgresql://me%40home:s%3Acret+%25@db.example:5433/my%20db?schema=one&sslmode=require");
    assertThat(url.user()).isEqualTo("me@home");
    assertThat(url.properties())
        .containsEntry("password", "s:cret+%")
        .containsEntry("sslmode", "require")
        .containsEntry("currentSchema", "one")
        .doesNotContainKey("schema");
    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:5433/my+db");
    assertThat(url).hasToString("postgresql://me@home@db.example:5433/my db?schema=one");
  }

  @Test
  void whatIsNotSaidIsUsual() {
    StoreLocation url = StoreLocation.parse("postgres://me@host/db", FOLDER);
    assertThat(url).hasToString("postgresql://me@host:5432/db?schema=akashi");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql://me:pw@/db                  | no host
          postgresql:db                           | no host
          postgresql://me:pw@host                 | no database
          postgresql://me:pw@host/                | no database
          postgresql://me:pw@host/a/b             | no database
          postgresql://host/db                    | no user
          postgresql://:pw@host/db                | no user
          postgresql://me:p w@host/db             | written as %XX
          postgresql://me:pw@host/db?schema=A-b   | small letters
          postgresql://me:pw@host/db?schema=      | small letters
          postgresql://me:pw@host/db?loggerFile=x | nothing else
          mysql://me:pw@host/db                   | must be a path, or an address
          """)
  void aMistakeIsNamedAndThePasswordIsNot(String text, String message) {
    assertThatThrownBy(() -> StoreLocation.parse(text, FOLDER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("postgresql://USER@HOST:5432/DATABASE")
        .hasMessageNotContaining("pw");
  }
}
