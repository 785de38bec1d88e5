package network.akashi.rollup.state;

import java.util.List;
import java.util.Map;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.rollup.block.Account;
import network.akashi.rollup.trie.NodeSource;
import network.akashi.rollup.trie.Trie;

/**
 * All accounts at one moment: the secure trie that a header's state root names. Immutable; states
 * share what they have in common, so keeping one for each block costs little more than what the
 * blocks changed.
 */
public final class State {
  private static final State EMPTY = new State(Trie.empty());

  private final Trie trie;

  private State(Trie trie) {
    this.trie = trie;
  }

  /** Without accounts. */
  public static State empty() {
    return EMPTY;
  }

  /** The state with that root, whose nodes {@code source} has. They are read when needed. */
  public static State at(Bytes32 root, NodeSource source) {
    return new State(Trie.at(root, source));
  }

  /** The state whose accounts are in {@code trie}. */
  public static State of(Trie trie) {
    return new State(trie);
  }

  /** Where an address is in the trie. */
  public static Bytes key(Address address) {
    return Keccak256.hash(address.bytes()).bytes();
  }

  /** The account of {@code address}; {@link Account#EMPTY} if there is none. */
  public Account account(Address address) {
    return trie.get(key(address)).map(Account::fromRlp).orElse(Account.EMPTY);
  }

  /** With these accounts changed. Those that are empty now are not kept. */
  public State with(Map<Address, Account> changed) {
    Trie result = trie;
    for (Map.Entry<Address, Account> entry : changed.entrySet()) {
      Account account = entry.getValue();
      result = result.put(key(entry.getKey()), account.isEmpty() ? Bytes.EMPTY : account.rlp());
    }
    return new State(result);
  }

  /** The state root. */
  public Bytes32 root() {
    return trie.root();
  }

  /**
   * The nodes that prove the account, or that there is none: {@code accountProof} of {@code
   * eth_getProof}, and what the contract's {@code escape} takes.
   */
  public List<Bytes> prove(Address address) {
    return trie.prove(key(address));
  }

  /** The trie itself: for witnesses, and for those who store its nodes. */
  public Trie trie() {
    return trie;
  }
}
