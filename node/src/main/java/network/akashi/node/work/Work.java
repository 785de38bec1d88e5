package network.akashi.node.work;

import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/** A request's input, fetched, checked and executed. Immutable. */
public interface Work {
  /** The digest that executing gives, whoever proves it. */
  Bytes32 outputDigest();

  /** What the market hands to the requester's callback. */
  Bytes callbackOutput();

  /** How many runs it was cut into. */
  int runs();

  /** What the guest reads in a run, for a proof that pays {@code payee}. */
  byte[] input(int run, Address payee);

  /** The SHA-256 of what the guest must publish in a run, for a proof that pays {@code payee}. */
  Bytes32 outputDigest(int run, Address payee);

  /** About how many instructions a run takes. */
  long estimatedCycles(int run);

  /**
   * The digest of the whole, from what each run has published.
   *
   * @throws WorkException if they are not the parts of one whole
   */
  Bytes32 join(List<byte[]> outputs, Address payee);
}
