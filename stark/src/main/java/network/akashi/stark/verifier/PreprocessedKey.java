package network.akashi.stark.verifier;

import java.util.List;

/**
 * The part of a verifying key that commits to preprocessed columns.
 *
 * @param root the Merkle root over their stacked polynomial, eight canonical integers
 * @param logHeights for each AIR the log2 of its height, or −1 if it has no preprocessed columns
 */
public record PreprocessedKey(List<Integer> root, List<Integer> logHeights) {
  public PreprocessedKey {
    root = List.copyOf(root);
    logHeights = List.copyOf(logHeights);
  }
}
