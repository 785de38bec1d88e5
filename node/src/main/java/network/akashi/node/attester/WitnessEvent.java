package network.akashi.node.attester;

import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;

/** What came of looking for an input. */
public sealed interface WitnessEvent {
  /** Which request's. */
  Bytes32 requestId();

  /** It is there, and executing it succeeds. */
  record Found(Bytes32 requestId) implements WitnessEvent {}

  /** All sources answered, and none has it. */
  record Missing(Bytes32 requestId) implements WitnessEvent {}

  /** It is there, and executing it fails, whoever does it. */
  record Hopeless(Bytes32 requestId) implements WitnessEvent {}

  /** This node cannot tell: its chain does not answer, or it has not the program. */
  record Blind(Bytes32 requestId, NodeError error) implements WitnessEvent {}
}
