package network.akashi.rollup.block;

import java.math.BigInteger;
import java.util.Arrays;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.rollup.rlp.Rlp;
import network.akashi.rollup.rlp.RlpException;
import network.akashi.rollup.rlp.RlpReader;
import network.akashi.rollup.trie.Trie;

/**
 * An account of the rollup: no code, no storage.
 *
 * @param nonce how many transactions it has sent, unsigned
 * @param balance wei, below 2^256
 */
public record Account(long nonce, BigInteger balance) {
  /** What an address has that nobody has used: it is not in the state (EIP-161). */
  public static final Account EMPTY = new Account(0, BigInteger.ZERO);

  /** The hash of no code. */
  public static final Bytes32 EMPTY_CODE_HASH = Keccak256.hash();

  public Account {
    if (balance.signum() < 0 || balance.bitLength() > 256) {
      throw new IllegalArgumentException("no balance: " + balance);
    }
  }

  /**
   * The account behind a value of the state trie.
   *
   * @throws IllegalArgumentException if it is none of the rollup's
   */
  public static Account fromRlp(Bytes rlp) {
    try {
      RlpReader whole = RlpReader.of(rlp.toArray());
      RlpReader fields = whole.list();
      whole.end();
      Account account = new Account(fields.number64(), fields.number(256));
      boolean isPlain =
          Arrays.equals(fields.string(), Trie.EMPTY_ROOT.toArray())
              && Arrays.equals(fields.string(), EMPTY_CODE_HASH.toArray());
      fields.end();
      if (isPlain && !account.isEmpty()) {
        return account;
      }
    } catch (RlpException e) {
      throw new IllegalArgumentException("not an account: " + e.getMessage(), e);
    }
    throw new IllegalArgumentException("not an account of this rollup: " + rlp);
  }

  /** RLP[nonce, balance, EMPTY_ROOT, EMPTY_CODE_HASH]. */
  public Bytes rlp() {
    return Bytes.of(
        Rlp.list(
            Rlp.number(nonce),
            Rlp.number(balance),
            Rlp.string(Trie.EMPTY_ROOT.toArray()),
            Rlp.string(EMPTY_CODE_HASH.toArray())));
  }

  public boolean isEmpty() {
    return nonce == 0 && balance.signum() == 0;
  }

  /** With {@code wei} more. */
  public Account plus(BigInteger wei) {
    return new Account(nonce, balance.add(wei));
  }

  /**
   * With {@code wei} less, and one more transaction sent.
   *
   * @throws IllegalArgumentException if it has less than that
   */
  public Account spend(BigInteger wei) {
    return new Account(nonce + 1, balance.subtract(wei));
  }
}
