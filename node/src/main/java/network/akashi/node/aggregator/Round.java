package network.akashi.node.aggregator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.node.attester.SignRequest;
import network.akashi.node.command.Leaf;
import network.akashi.node.view.Committee;

/** One root, on its way to a quorum. */
final class Round extends Ballot {
  final SignRequest request;
  final List<Bytes32> leaves;
  final Bytes32 root;
  final Map<Integer, NodeError> refusals = new HashMap<>();

  Round(Committee committee, SignRequest request) {
    super(committee);
    this.request = request;
    this.leaves = request.claims().stream().map(Leaf::of).toList();
    this.root = Leaf.root(leaves);
  }

  @Override
  boolean isAgainst(int seat) {
    return refusals.containsKey(seat);
  }

  @Override
  boolean isAnswered(int seat) {
    return super.isAnswered(seat) || isAgainst(seat);
  }
}
