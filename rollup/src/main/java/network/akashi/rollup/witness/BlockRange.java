package network.akashi.rollup.witness;

import java.nio.ByteBuffer;
import java.util.Optional;
import network.akashi.chain.Bytes32;

/**
 * Some blocks of a batch that follow each other.
 *
 * @param first from 0 on
 * @param count at least 1
 * @param total blocks of the batch
 */
public record BlockRange(int first, int count, int total) {
  public BlockRange {
    if (!isRange(first, count, total)) {
      throw new IllegalArgumentException(
          "%d blocks from %d on are not in a batch of %d".formatted(count, first, total));
    }
  }

  private static boolean isRange(long first, long count, long total) {
    return first >= 0
        && count >= 1
        && total <= Integer.MAX_VALUE
        && count <= total
        && first <= total - count;
  }

  /** All blocks of a batch. */
  public static BlockRange all(int total) {
    return new BlockRange(0, total, total);
  }

  /** The block after the last. */
  public int end() {
    return first + count;
  }

  public boolean isLast() {
    return end() == total;
  }

  /** The three numbers of 8 bytes in the low 24 of a word. */
  Bytes32 word() {
    return Bytes32.of(
        ByteBuffer.allocate(Bytes32.SIZE)
            .putLong(0)
            .putLong(first)
            .putLong(count)
            .putLong(total)
            .array());
  }

  /** The range in such a word, whose high 8 bytes are zero; empty if it is none. */
  static Optional<BlockRange> parse(Bytes32 word) {
    ByteBuffer numbers = ByteBuffer.wrap(word.toArray());
    long first = numbers.getLong(8);
    long count = numbers.getLong(16);
    long total = numbers.getLong(24);
    return isRange(first, count, total)
        ? Optional.of(new BlockRange((int) first, (int) count, (int) total))
        : Optional.empty();
  }
}
