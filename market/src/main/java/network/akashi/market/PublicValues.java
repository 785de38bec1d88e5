package network.akashi.market;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A run's public values, split: words of 32 bytes, of which a mask says which are input, and the
 * last of which is the payee.
 *
 * @param inputCommitment SHA-256 of the mask and the words that it selects
 * @param outputDigest SHA-256 of all words but the payee
 * @param payee the last word, as an address
 */
public record PublicValues(Bytes32 inputCommitment, Bytes32 outputDigest, Address payee) {
  private static final int MAX_WORDS = 32;
  private static final int PAYEE_PADDING = Bytes32.SIZE - Address.SIZE;

  /**
   * Splits public values. Empty when they are empty, not whole words, too long, select a word that
   * is not there or the payee itself, or name a payee that is no address.
   */
  public static Optional<PublicValues> split(byte[] values, int inputMask) {
    int words = values.length / Bytes32.SIZE;
    if (words == 0 || words > MAX_WORDS || values.length % Bytes32.SIZE != 0) {
      return Optional.empty();
    }
    long mask = Integer.toUnsignedLong(inputMask);
    if (mask >>> (words - 1) != 0) {
      return Optional.empty();
    }
    int payeeAt = (words - 1) * Bytes32.SIZE;
    for (int i = 0; i < PAYEE_PADDING; i++) {
      if (values[payeeAt + i] != 0) {
        return Optional.empty();
      }
    }
    List<byte[]> input = new ArrayList<>();
    input.add(Bytes32.of(mask).toBytes());
    for (int word = 0; word < words - 1; word++) {
      if ((mask >>> word & 1) == 1) {
        int at = word * Bytes32.SIZE;
        input.add(Arrays.copyOfRange(values, at, at + Bytes32.SIZE));
      }
    }
    return Optional.of(
        new PublicValues(
            Hashes.sha256(input.toArray(byte[][]::new)),
            Hashes.sha256(Arrays.copyOf(values, payeeAt)),
            Address.of(Arrays.copyOfRange(values, payeeAt + PAYEE_PADDING, values.length))));
  }

  /** What a verifier is asked about: the public values and the work, cells. */
  public static Bytes32 meteredDigest(byte[] values, long work) {
    return Hashes.sha256(values, Bytes32.of(work).toBytes());
  }
}
