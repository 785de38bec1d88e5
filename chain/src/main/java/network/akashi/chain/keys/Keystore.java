package network.akashi.chain.keys;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.chain.keys.KeystoreException.Reason;
import network.akashi.chain.tx.PrivateKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ethereum's keystore, version 3 ("Web3 Secret Storage"): what wallets and nodes write.
 *
 * <p>A password becomes 32 bytes by scrypt or PBKDF2. The first 16 encrypt the key with AES-128 in
 * counter mode, the others and the ciphertext hash to the code by which a wrong password is seen.
 */
public final class Keystore {
  /** What writing a new file costs: geth's standard, about a second and 256 MiB. */
  private static final int STANDARD_N = 1 << 18;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String CIPHER = "aes-128-ctr";

  private Keystore() {}

  /**
   * The key in a keystore.
   *
   * @param json the file
   * @param password as it was typed; encoded as UTF-8
   * @throws KeystoreException if there is no key in it for this password
   */
  public static PrivateKey read(String json, char[] password) {
    JsonNode crypto = crypto(json);
    if (!text(crypto, "cipher").equals(CIPHER)) {
      throw unsupported("cipher " + text(crypto, "cipher"));
    }
    Bytes cipherText = hex(crypto, "ciphertext");
    Bytes iv = hex(crypto.path("cipherparams"), "iv");
    Bytes mac = hex(crypto, "mac");
    int size = cipherText.size();
    if (size > Bytes32.SIZE || size == 0 || iv.size() != 16 || mac.size() != Bytes32.SIZE) {
      throw malformed("ciphertext and mac have 32 bytes, iv has 16");
    }
    byte[] key = derive(derivation(crypto), password);
    if (!MessageDigest.isEqual(mac(key, cipherText).toArray(), mac.toArray())) {
      throw new KeystoreException(
          Reason.WRONG_PASSWORD, "the password is wrong, or the keystore is damaged");
    }
    try {
      // Some programs left out the zeros that a key begins with.
      byte[] secret = aes(Cipher.DECRYPT_MODE, key, iv.toArray(), cipherText.toArray());
      return PrivateKey.of(Bytes32.of(new BigInteger(1, secret)));
    } catch (IllegalArgumentException e) {
      throw new KeystoreException(Reason.MALFORMED, "it holds no private key", e);
    }
  }

  /** A keystore for {@code key}, as JSON. */
  public static String write(PrivateKey key, char[] password, SecureRandom random) {
    return write(key, password, random, STANDARD_N);
  }

  /** The same with another cost; for tests, which have no second to spare. */
  static String write(PrivateKey key, char[] password, SecureRandom random, int n) {
    byte[] salt = new byte[32];
    random.nextBytes(salt);
    byte[] iv = new byte[16];
    random.nextBytes(iv);
    byte[] derived = derive(new Derivation.ByScrypt(n, 8, 1, Bytes.of(salt)), password);
    Bytes cipherText = Bytes.of(aes(Cipher.ENCRYPT_MODE, derived, iv, key.secret().toArray()));

    ObjectNode json = JSON.createObjectNode();
    json.put("version", 3);
    json.put("id", UUID.randomUUID().toString());
    json.put("address", key.address().toHex().substring(2));
    ObjectNode crypto = json.putObject("crypto");
    crypto.put("cipher", CIPHER);
    crypto.put("ciphertext", digits(cipherText));
    crypto.putObject("cipherparams").put("iv", digits(Bytes.of(iv)));
    crypto.put("kdf", "scrypt");
    ObjectNode parameters = crypto.putObject("kdfparams");
    parameters.put("dklen", Derivation.KEY_BYTES).put("n", n).put("r", 8).put("p", 1);
    parameters.put("salt", digits(Bytes.of(salt)));
    crypto.put("mac", digits(mac(derived, cipherText).bytes()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json);
  }

  private static JsonNode crypto(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new KeystoreException(Reason.MALFORMED, "not JSON", e);
    }
    int version = root.path("version").asInt(0);
    if (version != 3) {
      throw unsupported("version " + version);
    }
    // Some early programs wrote "Crypto".
    return root.has("crypto") ? root.path("crypto") : root.path("Crypto");
  }

  private static Derivation derivation(JsonNode crypto) {
    String name = text(crypto, "kdf");
    JsonNode parameters = crypto.path("kdfparams");
    if (number(parameters, "dklen") != Derivation.KEY_BYTES) {
      throw unsupported("a derived key of other than 32 bytes");
    }
    Bytes salt = hex(parameters, "salt");
    return switch (name) {
      case "scrypt" ->
          new Derivation.ByScrypt(
              number(parameters, "n"), number(parameters, "r"), number(parameters, "p"), salt);
      case "pbkdf2" -> {
        if (!text(parameters, "prf").equals("hmac-sha256")) {
          throw unsupported("pbkdf2 with " + text(parameters, "prf"));
        }
        yield new Derivation.ByPbkdf2(number(parameters, "c"), salt);
      }
      default -> throw unsupported("key derivation " + name);
    };
  }

  private static byte[] derive(Derivation derivation, char[] password) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
    byte[] bytes = new byte[encoded.remaining()];
    encoded.get(bytes);
    byte[] key = derivation.derive(bytes);
    Arrays.fill(bytes, (byte) 0);
    return key;
  }

  private static Bytes32 mac(byte[] key, Bytes cipherText) {
    return Keccak256.hash(Bytes.of(key).slice(16, 32), cipherText);
  }

  private static byte[] aes(int mode, byte[] key, byte[] iv, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, 0, 16, "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES in counter mode", e);
    }
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isString()) {
      throw malformed("the field " + field + " is missing, or no text");
    }
    return value.stringValue().toLowerCase(Locale.ROOT);
  }

  private static int number(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isInt()) {
      throw malformed("the field " + field + " is missing, or no number");
    }
    return value.intValue();
  }

  private static Bytes hex(JsonNode json, String field) {
    String digits = text(json, field);
    try {
      return Bytes.fromHex(digits.startsWith("0x") ? digits : "0x" + digits);
    } catch (IllegalArgumentException e) {
      throw new KeystoreException(Reason.MALFORMED, "the field " + field + " is no hex data", e);
    }
  }

  private static String digits(Bytes bytes) {
    return bytes.toHex().substring(2);
  }

  private static KeystoreException malformed(String what) {
    return new KeystoreException(Reason.MALFORMED, "no keystore: " + what);
  }

  private static KeystoreException unsupported(String what) {
    return new KeystoreException(
        Reason.UNSUPPORTED,
        what
            + ": only keystores of version 3 with aes-128-ctr and scrypt or pbkdf2 (hmac-sha256)"
            + " can be read");
  }
}
