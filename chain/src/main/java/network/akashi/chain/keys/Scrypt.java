package network.akashi.chain.keys;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * scrypt (RFC 7914) from Bouncy Castle's PBKDF2 and Salsa20/8 core.
 *
 * <p>Bouncy Castle's own scrypt refuses {@code N >= 2^(16 r)}, as the RFC does. Keystores with
 * {@code r = 1} and {@code N = 2^18} exist nevertheless, the published test vector among them.
 */
final class Scrypt {
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int ROUNDS = 8;
  private static final int WORDS = 16;

  private Scrypt() {}

  /** The key of {@code length} bytes. {@code n} is a power of two. */
  static byte[] derive(byte[] password, byte[] salt, int n, int r, int p, int length) {
    byte[] blocks = pbkdf2(password, salt, 128 * r * p);
    int[] block = new int[32 * r];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < block.length; j++) {
        block[j] = (int) LITTLE_ENDIAN.get(blocks, 128 * r * i + 4 * j);
      }
      mix(block, n, r);
      for (int j = 0; j < block.length; j++) {
        LITTLE_ENDIAN.set(blocks, 128 * r * i + 4 * j, block[j]);
      }
    }
    return pbkdf2(password, blocks, length);
  }

  private static byte[] pbkdf2(byte[] password, byte[] salt, int length) {
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
    generator.init(password, salt, 1);
    return ((KeyParameter) generator.generateDerivedParameters(8 * length)).getKey();
  }

  /** scryptROMix, section 5; rows of the memory are arrays of their own. */
  private static void mix(int[] block, int n, int r) {
    int[][] memory = new int[n][];
    int[] scratch = new int[block.length];
    for (int i = 0; i < n; i++) {
      memory[i] = block.clone();
      mixBlock(block, scratch, r);
    }
    for (int i = 0; i < n; i++) {
      int[] row = memory[block[(2 * r - 1) * WORDS] & (n - 1)];
      for (int j = 0; j < block.length; j++) {
        block[j] ^= row[j];
      }
      mixBlock(block, scratch, r);
    }
  }

  /** scryptBlockMix, section 4: even results first, odd ones behind them. */
  private static void mixBlock(int[] block, int[] scratch, int r) {
    int[] x = new int[WORDS];
    int[] sum = new int[WORDS];
    System.arraycopy(block, (2 * r - 1) * WORDS, x, 0, WORDS);
    for (int i = 0; i < 2 * r; i++) {
      for (int j = 0; j < WORDS; j++) {
        sum[j] = x[j] ^ block[i * WORDS + j];
      }
      Salsa20Engine.salsaCore(ROUNDS, sum, x);
      System.arraycopy(x, 0, scratch, (i / 2 + (i % 2) * r) * WORDS, WORDS);
    }
    System.arraycopy(scratch, 0, block, 0, block.length);
  }
}
