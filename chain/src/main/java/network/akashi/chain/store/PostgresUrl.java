package network.akashi.chain.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A schema of a database of a PostgreSQL server, as {@code
 * postgresql://USER[:PASSWORD]@HOST[:PORT]/DATABASE[?schema=NAME&sslmode=MODE&sslrootcert=FILE]}.
 *
 * <p>A password that is not in the address is looked for in the environment ({@code PGPASSWORD}),
 * then in {@code ~/.pgpass}. It is in no text that this class makes.
 */
public final class PostgresUrl implements StoreLocation {
  static final String EXAMPLE = "postgresql://USER@HOST:5432/DATABASE";

  private static final int USUAL_PORT = 5432;
  private static final String USUAL_SCHEMA = "akashi";
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
  private static final List<String> PASSED_ON = List.of("sslmode", "sslrootcert");
  private static final String TIMEOUT_SECONDS = "10";
  private static final String SILENCE_SECONDS = "60";

  private final String host;
  private final int port;
  private final String database;
  private final String user;
  private final Optional<String> password;
  private final String schema;
  private final Map<String, String> options;

  private PostgresUrl(URI uri, String user, Optional<String> password, Map<String, String> query) {
    this.host = uri.getHost();
    this.port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
    this.database = uri.getPath().substring(1);
    this.user = user;
    this.password = password;
    this.schema = query.getOrDefault("schema", USUAL_SCHEMA);
    Map<String, String> rest = new HashMap<>(query);
    rest.remove("schema");
    this.options = Map.copyOf(rest);
  }

  /** Whether a text is meant to be such an address. */
  public static boolean isOne(String text) {
    return text.startsWith("postgresql:") || text.startsWith("postgres:");
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException saying what is wrong, and never a password
   */
  public static PostgresUrl parse(String text) {
    URI uri = uri(text);
    if (!isOne(text) || uri.getHost() == null) {
      throw wrong("names no host");
    }
    String path = uri.getPath();
    if (path == null || path.length() < 2 || path.indexOf('/', 1) >= 0) {
      throw wrong("names no database");
    }
    String userInfo = uri.getRawUserInfo();
    if (userInfo == null || userInfo.isEmpty() || userInfo.startsWith(":")) {
      throw wrong("names no user");
    }
    int colon = userInfo.indexOf(':');
    String user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
    Optional<String> password =
        colon < 0 ? Optional.empty() : Optional.of(decoded(userInfo.substring(colon + 1)));
    return new PostgresUrl(uri, user, password, query(uri.getRawQuery()));
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw wrong("has a character that must be written as %XX, at place " + e.getIndex());
    }
  }

  private static Map<String, String> query(@Nullable String query) {
    Map<String, String> found = new HashMap<>();
    if (query == null) {
      return found;
    }
    for (String each : query.split("&", -1)) {
      int equals = each.indexOf('=');
      String key = equals < 0 ? each : each.substring(0, equals);
      String value = equals < 0 ? "" : decoded(each.substring(equals + 1));
      if (key.equals("schema") && !NAME.matcher(value).matches()) {
        throw wrong("names a schema that is not of small letters, digits and _");
      }
      if (!key.equals("schema") && !PASSED_ON.contains(key)) {
        throw wrong("may say schema, sslmode and sslrootcert after '?', nothing else");
      }
      found.put(key, value);
    }
    return found;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrong("has a '%' that no two hex digits follow");
    }
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("the address " + what + "; one looks like " + EXAMPLE);
  }

  /** The schema that all tables are in. */
  String schema() {
    return schema;
  }

  String user() {
    return user;
  }

  String database() {
    return database;
  }

  String server() {
    return host + ":" + port;
  }

  String jdbcUrl() {
    return "jdbc:postgresql://%s/%s"
        .formatted(server(), URLEncoder.encode(database, StandardCharsets.UTF_8));
  }

  Properties properties() {
    Properties properties = new Properties();
    properties.putAll(options);
    properties.setProperty("user", user);
    properties.setProperty("currentSchema", schema);
    properties.setProperty("ApplicationName", "akashi");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
    properties.setProperty("loginTimeout", TIMEOUT_SECONDS);
    properties.setProperty("socketTimeout", SILENCE_SECONDS);
    password
        .or(() -> Optional.ofNullable(System.getenv("PGPASSWORD")))
        .ifPresent(secret -> properties.setProperty("password", secret));
    return properties;
  }

  /** The address without its password. */
  @Override
  public String toString() {
    return "postgresql://%s@%s/%s?schema=%s".formatted(user, server(), database, schema);
  }
}
