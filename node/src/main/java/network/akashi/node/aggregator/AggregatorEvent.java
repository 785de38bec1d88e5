package network.akashi.node.aggregator;

import java.net.URI;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.node.attester.Opinion;
import network.akashi.node.command.Claim;

/** What an aggregator hears. */
public sealed interface AggregatorEvent {
  /** A prover has a proof, which can be fetched at {@code source}. */
  record Announced(Claim claim, URI source) implements AggregatorEvent {}

  /** A member says that this is its signature of the root. */
  record Signed(Bytes32 root, int seat, Bytes signature) implements AggregatorEvent {}

  /** A member does not sign, or not yet. */
  record Declined(Bytes32 root, int seat, List<Opinion> opinions) implements AggregatorEvent {
    public Declined {
      opinions = List.copyOf(opinions);
    }
  }

  /** A member did not answer. */
  record Unreached(Bytes32 root, int seat) implements AggregatorEvent {}
}
