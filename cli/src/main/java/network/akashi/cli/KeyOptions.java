package network.akashi.cli;

import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import network.akashi.chain.keys.Keystore;
import network.akashi.chain.keys.KeystoreException;
import network.akashi.chain.tx.PrivateKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a command gets its private key from: never from its own arguments, which others can see.
 */
final class KeyOptions {
  private static final String PASSWORD = "AKASHI_KEYSTORE_PASSWORD";
  private static final long MOST_BYTES = 1 << 16;

  @Option(
      names = "--key",
      paramLabel = "env:NAME|file:PATH",
      description = "The private key (64 hex digits): in an environment variable, or in a file.")
  private @Nullable String key;

  @Option(
      names = "--keystore",
      paramLabel = "FILE",
      description =
          "The private key, in a keystore of version 3. Its password is asked for, unless "
              + PASSWORD
              + " or --password-file has it.")
  private @Nullable Path keystore;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "A file whose first line is the keystore's password.")
  private @Nullable Path passwordFile;

  /** The key. */
  PrivateKey read() {
    if (key != null && keystore != null) {
      throw new CommandFailure("--key and --keystore both name a key", "give one of them");
    }
    if (keystore != null) {
      return fromKeystore(keystore);
    }
    if (key != null) {
      return plain(key);
    }
    throw new CommandFailure(
        "no private key is given", "give --key env:NAME, --key file:PATH or --keystore FILE");
  }

  private static PrivateKey plain(String source) {
    String text;
    if (source.startsWith("env:")) {
      String name = source.substring("env:".length());
      text = System.getenv(name);
      if (text == null) {
        throw new CommandFailure(
            "--key: the environment variable " + name + " is not set", "set it to the key");
      }
    } else if (source.startsWith("file:")) {
      text = content(Path.of(source.substring("file:".length())));
    } else {
      // Not repeated: it may well be the key itself.
      throw new CommandFailure(
          "--key takes env:NAME or file:PATH, and no key: arguments can be seen by others",
          "put the key into a file or an environment variable; if it was given here, replace it");
    }
    try {
      return PrivateKey.fromHex(text);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("--key: " + e.getMessage(), "give the key as 64 hex digits");
    }
  }

  private PrivateKey fromKeystore(Path file) {
    String json = content(file);
    try {
      return Keystore.read(json, password(file));
    } catch (KeystoreException e) {
      throw new CommandFailure(
          file + ": " + e.getMessage(),
          e.reason() == KeystoreException.Reason.WRONG_PASSWORD
              ? "try again with the right password"
              : "give a keystore as geth and other wallets write it");
    }
  }

  private char[] password(Path file) {
    if (passwordFile != null) {
      return content(passwordFile).lines().findFirst().orElse("").toCharArray();
    }
    String set = System.getenv(PASSWORD);
    if (set != null) {
      return set.toCharArray();
    }
    Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    char[] typed = terminal.map(each -> each.readPassword("password of %s: ", file)).orElse(null);
    if (typed == null) {
      throw new CommandFailure(
          "there is no terminal to ask for the password of " + file,
          "give --password-file, or set " + PASSWORD);
    }
    return typed;
  }

  private static String content(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new CommandFailure(file + ": too long for a key or a password", "name another file");
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
