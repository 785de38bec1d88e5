package network.akashi.chain.store;

import java.nio.file.Path;

/** Where a {@link Database} is. */
public sealed interface StoreLocation permits StoreLocation.SqliteFile, PostgresUrl {
  /**
   * A file of its own.
   *
   * @param file made if it is not there; its folder has to be
   */
  record SqliteFile(Path file) implements StoreLocation {
    @Override
    public String toString() {
      return file.toString();
    }
  }

  /** The database in a file. */
  static StoreLocation file(Path file) {
    return new SqliteFile(file);
  }

  /**
   * Reads what people write: an address that begins with {@code postgresql://}, or a path.
   *
   * @param folder that relative paths start from
   * @throws IllegalArgumentException saying what is wrong, and never a password
   */
  static StoreLocation parse(String text, Path folder) {
    if (PostgresUrl.isOne(text)) {
      return PostgresUrl.parse(text);
    }
    if (text.isBlank() || text.contains("://")) {
      throw new IllegalArgumentException(
          "must be a path, or an address such as " + PostgresUrl.EXAMPLE);
    }
    return new SqliteFile(folder.resolve(text));
  }
}
