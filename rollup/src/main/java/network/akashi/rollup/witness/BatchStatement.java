package network.akashi.rollup.witness;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/**
 * The fourteen public values of a run over a whole batch ({@code BatchValues.sol}).
 *
 * @param chainId of the L2, unsigned
 * @param configHash the deployment that it settles at
 * @param newBlockNumber unsigned
 * @param payee who is paid for the proof
 */
public record BatchStatement(
    long chainId,
    Bytes32 configHash,
    Bytes32 prevBlockHash,
    Bytes32 newBlockHash,
    long newBlockNumber,
    Bytes32 newStateRoot,
    Bytes32 daCommitment,
    Bytes32 depositHashPrev,
    Bytes32 depositHashNew,
    Bytes32 forcedHashPrev,
    Bytes32 forcedHashNew,
    Bytes32 withdrawalsRoot,
    Address payee) {

  /** First public value of each run over a batch. */
  public static final Bytes32 DOMAIN_TAG = Words.tag("akashi.rollup.batch.v1");

  /** How many words these are. */
  public static final int WORDS = 14;

  /** Which words are input: 0–3 and 7–11. */
  public static final int INPUT_MASK = 0xf8f;

  /** The fourteen words. */
  public List<Bytes32> words() {
    return List.of(
        DOMAIN_TAG,
        Words.of(chainId),
        configHash,
        prevBlockHash,
        newBlockHash,
        Words.of(newBlockNumber),
        newStateRoot,
        daCommitment,
        depositHashPrev,
        depositHashNew,
        forcedHashPrev,
        forcedHashNew,
        withdrawalsRoot,
        Words.of(payee));
  }

  /** The words, one after the other: what the guest writes. */
  public Bytes publicValues() {
    return Words.concat(words());
  }

  /** {@code sha256(mask ‖ input words)}: what the market's request names. */
  public Bytes32 inputCommitment() {
    List<Bytes32> input = new ArrayList<>();
    input.add(Bytes32.of(BigInteger.valueOf(INPUT_MASK)));
    List<Bytes32> words = words();
    for (int i = 0; i < WORDS; i++) {
      if (((INPUT_MASK >> i) & 1) == 1) {
        input.add(words.get(i));
      }
    }
    return Words.sha256(Words.concat(input));
  }

  /** {@code sha256(words 0 … 12)}: what attesters sign, whoever is paid. */
  public Bytes32 outputDigest() {
    return Words.sha256(Words.concat(words().subList(0, WORDS - 1)));
  }

  /** {@code sha256(words)}: what a proof of the run states. */
  public Bytes32 publicValuesDigest() {
    return Words.sha256(publicValues());
  }

  /** {@code sha256(words ‖ work)}: what a verifier on L1 is asked about. */
  public Bytes32 meteredDigest(long work) {
    return Words.sha256(Bytes.concat(publicValues(), Words.of(work).bytes()));
  }
}
