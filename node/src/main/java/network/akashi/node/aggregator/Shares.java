package network.akashi.node.aggregator;

import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/** The cryptography of shares. */
public interface Shares {
  /** Whether it is the signature of a committee's root under {@code key}. */
  boolean verify(Bytes key, long committee, Bytes32 root, Bytes signature);

  /** The sum of verified signatures. */
  Bytes aggregate(List<Bytes> signatures);
}
