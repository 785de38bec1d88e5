package network.akashi.math;

import java.util.Arrays;

/**
 * The top of a Merkle tree, which commits to all of its leaves: the {@code 2^capHeight} nodes of
 * its highest level, one after the other.
 *
 * <p>A cap that comes from someone else is checked when something is verified against it, not here.
 */
public final class MerkleCap {
  private final int[] digests;

  /** A cap with the given digests, which are copied. */
  public MerkleCap(int[] digests) {
    this.digests = digests.clone();
  }

  /** All digests, one after the other; a copy. */
  public int[] digests() {
    return digests.clone();
  }

  /** The array itself, which nobody changes. */
  int[] raw() {
    return digests;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MerkleCap that && Arrays.equals(digests, that.digests);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digests);
  }

  @Override
  public String toString() {
    return "MerkleCap" + Arrays.toString(digests);
  }
}
