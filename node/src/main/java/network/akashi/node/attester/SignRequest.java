package network.akashi.node.attester;

import java.net.URI;
import java.util.List;
import network.akashi.node.command.Claim;

/**
 * An aggregator's wish for a signature.
 *
 * @param committee for which
 * @param claims under the root, in the order of leaves
 * @param sources where the proof of each can be fetched
 */
public record SignRequest(long committee, List<Claim> claims, List<URI> sources) {
  /** Most claims under one root. */
  public static final int MOST_CLAIMS = 32;

  public SignRequest {
    claims = List.copyOf(claims);
    sources = List.copyOf(sources);
    if (claims.isEmpty() || claims.size() > MOST_CLAIMS || claims.size() != sources.size()) {
      throw new IllegalArgumentException(
          "1 to %d claims, and a source for each".formatted(MOST_CLAIMS));
    }
  }
}
