package network.akashi.rollup.adapter;

import java.util.List;
import java.util.stream.Stream;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/**
 * What executing a statement gives.
 *
 * @param statement what was executed
 * @param values all words of the public values but the payee, which is the last
 * @param outputDigest digest of {@code values}: what attesters sign and the market is told
 * @param callbackOutput what the market hands to the rollup's callback
 */
public record Outcome(
    ProofStatement statement, List<Bytes32> values, Bytes32 outputDigest, Bytes callbackOutput) {
  public Outcome {
    values = List.copyOf(values);
  }

  /** The public values of a proof that pays {@code payee}. */
  public List<Bytes32> publicValues(Address payee) {
    byte[] word = new byte[Bytes32.SIZE];
    System.arraycopy(payee.toArray(), 0, word, Bytes32.SIZE - Address.SIZE, Address.SIZE);
    return Stream.concat(values.stream(), Stream.of(Bytes32.of(word))).toList();
  }
}
