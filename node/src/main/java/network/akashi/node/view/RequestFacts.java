package network.akashi.node.view;

/** A request: what it asks, and where it stands. */
public record RequestFacts(Terms terms, Standing standing) {}
