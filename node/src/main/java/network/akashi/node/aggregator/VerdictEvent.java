package network.akashi.node.aggregator;

import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.market.Verdict;
import network.akashi.node.attester.Stance;
import network.akashi.node.command.Judgement;

/** What a collector of verdicts hears. */
public sealed interface VerdictEvent {
  /** Somebody says that a verdict is due. */
  record Appealed(Bytes32 requestId, Verdict verdict) implements VerdictEvent {}

  /** A member says that this is its signature of a verdict. */
  record Signed(Judgement judgement, long committee, int seat, Bytes signature)
      implements VerdictEvent {}

  /** A member does not sign, or not that. */
  record Stated(Judgement judgement, long committee, int seat, Stance stance)
      implements VerdictEvent {}
}
