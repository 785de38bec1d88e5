package network.akashi.chain.abi;

/** The answer of a function that returns nothing. */
public enum NoValue {
  NOTHING
}
