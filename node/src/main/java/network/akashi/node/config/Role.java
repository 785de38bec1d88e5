package network.akashi.node.config;

/** What a node can be. */
public enum Role {
  PROVER,
  ATTESTER,
  AGGREGATOR,
  WATCHER
}
