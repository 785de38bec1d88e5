package network.akashi.node.daemon;

import java.net.URI;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.node.NodeError;
import network.akashi.node.http.PeerClient;
import network.akashi.node.http.Wire;
import network.akashi.node.work.WorkException;
import tools.jackson.databind.JsonNode;

/** Looks whether a node of the same account runs already, where the registry says that one does. */
final class Twin {
  private Twin() {}

  /**
   * Refuses to be the second one.
   *
   * @param registered endpoint of the account in the registry; may be empty or nonsense
   * @param instance what this node calls itself in its status
   * @throws WorkException if another node answers there for this account
   */
  static void refuse(PeerClient peers, String registered, Address account, String instance) {
    Optional<JsonNode> status =
        address(registered).flatMap(at -> peers.text(at, "/v1/status")).flatMap(Wire::parse);
    boolean isTwin =
        status
            .filter(s -> s.path("account").asString("").equals(account.toChecksummed()))
            .filter(s -> !s.path("instance").asString(instance).equals(instance))
            .isPresent();
    if (isTwin) {
      throw new WorkException(
          NodeError.KEY_SHARED,
          "a node of account %s answers at %s already".formatted(account, registered));
    }
  }

  private static Optional<URI> address(String text) {
    try {
      URI address = URI.create(text);
      return address.getHost() == null ? Optional.empty() : Optional.of(address);
    } catch (IllegalArgumentException nonsense) {
      return Optional.empty();
    }
  }
}
