package network.akashi.node.view;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.akashi.chain.Bytes32;

/**
 * The chain after one block, as far as it matters.
 *
 * @param block number
 * @param timeSeconds that block's time (Unix)
 * @param requests those that have not ended, and those that ended lately
 * @param committee the newest
 * @param attestedRoots roots that a quorum signed lately, as recorded
 */
public record ChainView(
    long block,
    long timeSeconds,
    Map<Bytes32, RequestFacts> requests,
    Committee committee,
    Set<Bytes32> attestedRoots) {
  public ChainView {
    // keeps the order, which Map.copyOf shuffles anew in every process: runs are to be repeatable
    requests = Collections.unmodifiableMap(new LinkedHashMap<>(requests));
    attestedRoots = Set.copyOf(attestedRoots);
  }

  /** The request of this id. */
  public Optional<RequestFacts> request(Bytes32 id) {
    return Optional.ofNullable(requests.get(id));
  }
}
