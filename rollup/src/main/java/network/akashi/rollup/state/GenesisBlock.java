package network.akashi.rollup.state;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.block.Account;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.trie.Trie;

/** Block 0 and its state. */
public record GenesisBlock(Header header, State state) {
  /** What {@code genesis} says, as block and state: no parent, no transactions. */
  public static GenesisBlock of(Genesis genesis) {
    Map<Address, Account> accounts = new HashMap<>();
    for (Map.Entry<Address, BigInteger> entry : genesis.alloc().entrySet()) {
      accounts.put(entry.getKey(), new Account(0, entry.getValue()));
    }
    State state = State.empty().with(accounts);
    Header header =
        new Header(
            Bytes32.ZERO,
            Address.ZERO,
            state.root(),
            Trie.EMPTY_ROOT,
            Trie.EMPTY_ROOT,
            0,
            0,
            genesis.timestamp(),
            Bytes32.ZERO,
            genesis.baseFee(),
            Trie.EMPTY_ROOT);
    return new GenesisBlock(header, state);
  }
}
