package network.akashi.chain.keys;

import java.util.Arrays;
import network.akashi.chain.Bytes;
import network.akashi.chain.keys.KeystoreException.Reason;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/** How a password becomes a key. Each refuses parameters that could exhaust the machine. */
sealed interface Derivation {
  int KEY_BYTES = 32;

  byte[] derive(byte[] password);

  /** RFC 7914. Needs about 128·n·r bytes. */
  record ByScrypt(int n, int r, int p, Bytes salt) implements Derivation {
    private static final long MOST_BYTES = 1L << 30;
    private static final long MOST_WORK = 1L << 26;

    public ByScrypt {
      if (n < 2 || Integer.bitCount(n) != 1 || r < 1 || p < 1) {
        throw new KeystoreException(
            Reason.MALFORMED, "scrypt needs n a power of two above 1, and r and p at least 1");
      }
      if (128L * n * r > MOST_BYTES || (long) n * r > MOST_WORK / p) {
        throw new KeystoreException(
            Reason.TOO_COSTLY, "scrypt with n=%d, r=%d, p=%d is out of bounds".formatted(n, r, p));
      }
    }

    @Override
    public byte[] derive(byte[] password) {
      return Scrypt.derive(password, salt.toArray(), n, r, p, KEY_BYTES);
    }
  }

  /** RFC 8018 with HMAC-SHA-256. */
  record ByPbkdf2(int iterations, Bytes salt) implements Derivation {
    private static final int MOST_ITERATIONS = 1 << 25;

    public ByPbkdf2 {
      if (iterations < 1) {
        throw new KeystoreException(Reason.MALFORMED, "pbkdf2 needs at least one iteration");
      }
      if (iterations > MOST_ITERATIONS) {
        throw new KeystoreException(
            Reason.TOO_COSTLY, "pbkdf2 with %d iterations is out of bounds".formatted(iterations));
      }
    }

    @Override
    public byte[] derive(byte[] password) {
      PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
      generator.init(password, salt.toArray(), iterations);
      KeyParameter key = (KeyParameter) generator.generateDerivedParameters(8 * KEY_BYTES);
      return Arrays.copyOf(key.getKey(), KEY_BYTES);
    }
  }
}
