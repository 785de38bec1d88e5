package network.akashi.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A section of a TOML file. Each mistake is named with its line; keys nobody asked for are one. */
final class TomlSection {
  private static final Pattern MONEY = Pattern.compile("(\\d+(?:\\.\\d+)?) *(wei|gwei|ether)");
  private static final Pattern TIME = Pattern.compile("(\\d{1,9}) *([smhd])");

  private final Path file;
  private final String name;
  private final @Nullable TomlTable table;
  private final Set<String> asked = new HashSet<>();

  TomlSection(Path file, String name, @Nullable TomlTable table) {
    this.file = file;
    this.name = name;
    this.table = table;
  }

  boolean isPresent() {
    return table != null;
  }

  /** A text; empty if the key is absent. */
  Optional<String> text(String key) {
    return value(key, raw -> raw instanceof String text ? text : null);
  }

  /** A whole number from 0 to {@code max}. */
  long number(String key, long max, long otherwise) {
    return value(key, raw -> raw instanceof Long number ? bounded(key, number, max) : null)
        .orElse(otherwise);
  }

  private long bounded(String key, long number, long max) {
    if (number < 0 || number > max) {
      throw wrong(key, "must be from 0 to " + max);
    }
    return number;
  }

  /** A whole number from 0 to {@code max}, which fits into an {@code int}. */
  int smallNumber(String key, int max, int otherwise) {
    return (int) number(key, max, otherwise);
  }

  /** Seconds: a number, or a text such as {@code 15m}; at most {@code bits} bits of them. */
  long seconds(String key, int bits, long otherwise) {
    long seconds = value(key, raw -> seconds(raw)).orElse(otherwise);
    return bounded(key, seconds, (1L << bits) - 1);
  }

  private static @Nullable Long seconds(Object raw) {
    if (raw instanceof Long number) {
      return number;
    }
    Matcher text = TIME.matcher(raw.toString());
    if (!text.matches()) {
      return null;
    }
    long unit =
        switch (text.group(2)) {
          case "s" -> 1;
          case "m" -> 60;
          case "h" -> 3_600;
          default -> 86_400;
        };
    return Long.parseLong(text.group(1)) * unit;
  }

  /** Money in wei: a number, or a text such as {@code 0.01 ether}. */
  BigInteger wei(String key, int bits, BigInteger otherwise) {
    BigInteger wei = value(key, TomlSection::wei).orElse(otherwise);
    if (wei.signum() < 0 || wei.bitLength() > bits) {
      throw wrong(key, "must be from 0 to 2^" + bits + " - 1 wei");
    }
    return wei;
  }

  private static @Nullable BigInteger wei(Object raw) {
    if (raw instanceof Long number) {
      return BigInteger.valueOf(number);
    }
    Matcher text = MONEY.matcher(raw.toString());
    if (!text.matches()) {
      return null;
    }
    int decimals =
        switch (text.group(2)) {
          case "wei" -> 0;
          case "gwei" -> 9;
          default -> 18;
        };
    BigDecimal wei = new BigDecimal(text.group(1)).movePointRight(decimals).stripTrailingZeros();
    return wei.scale() > 0 ? null : wei.toBigIntegerExact();
  }

  Address address(String key, Address otherwise) {
    return value(key, text(Address::fromHex)).orElse(otherwise);
  }

  /** 32 bytes that must be given. */
  Bytes32 bytes32(String key) {
    return value(key, text(Bytes32::fromHex))
        .orElseThrow(() -> failure(null, "[%s] needs %s".formatted(name, key)));
  }

  private static <T> Function<Object, @Nullable T> text(Function<String, T> parser) {
    return raw -> {
      try {
        return raw instanceof String text ? parser.apply(text) : null;
      } catch (IllegalArgumentException e) {
        return null;
      }
    };
  }

  /** Refuses whatever was not asked for: most likely a name that was mistyped. */
  void refuseOthers() {
    if (table == null) {
      return;
    }
    for (String key : table.keySet()) {
      if (!asked.contains(key)) {
        throw failure(table.inputPositionOf(key), "[%s] has no key '%s'".formatted(name, key));
      }
    }
  }

  private <T> Optional<T> value(String key, Function<Object, @Nullable T> reader) {
    asked.add(key);
    Object raw = table == null ? null : table.get(key);
    if (raw == null) {
      return Optional.empty();
    }
    T value = reader.apply(raw);
    if (value == null) {
      throw wrong(key, "is " + kind(raw) + ", which cannot be read as its value");
    }
    return Optional.of(value);
  }

  private static String kind(Object raw) {
    return raw instanceof String text
        ? "'" + (text.length() <= 80 ? text : text.substring(0, 77) + "...") + "'"
        : raw.toString().toLowerCase(Locale.ROOT);
  }

  private CommandFailure wrong(String key, String what) {
    return failure(
        table == null ? null : table.inputPositionOf(key),
        "%s in [%s] %s".formatted(key, name, what));
  }

  private CommandFailure failure(@Nullable TomlPosition position, String message) {
    String line = position == null ? "" : ", line " + position.line();
    return new CommandFailure(
        file + line + ": " + message,
        "'akashi deploy --print-config' shows every key, what it means, and how it is written");
  }
}
