package network.akashi.rollup.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.rollup.RandomBatches;
import network.akashi.rollup.TestKeys;
import network.akashi.rollup.block.Account;
import network.akashi.rollup.trie.Trie;
import org.junit.jupiter.api.Test;

class StateTest {
  private static final State STATE = new RandomBatches(new SplittableRandom(1)).genesis().state();

  @Test
  void emptyAccountsAreNotThere() {
    Address address = TestKeys.key(0).address();
    State gone = STATE.with(Map.of(address, Account.EMPTY));
    assertThat(gone.account(address)).isEqualTo(Account.EMPTY);
    assertThat(gone.trie().get(State.key(address))).isEmpty();
    assertThat(gone.with(Map.of(address, STATE.account(address))).root()).isEqualTo(STATE.root());
    assertThat(State.empty().with(Map.of(address, Account.EMPTY)).root())
        .isEqualTo(Trie.EMPTY_ROOT);
  }

  @Test
  void accountsAreProven() {
    for (Address address : List.of(TestKeys.key(1).address(), TestKeys.key(23).address())) {
      Map<Bytes32, Bytes> nodes = new HashMap<>();
      STATE.prove(address).forEach(node -> nodes.put(Keccak256.hash(node), node));
      State proven = State.at(STATE.root(), hash -> Optional.ofNullable(nodes.get(hash)));
      assertThat(proven.account(address)).isEqualTo(STATE.account(address));
    }
  }

  @Test
  void accountsAreReadBackAndNothingElse() {
    Account account = new Account(-1L, BigInteger.TWO.pow(255));
    assertThat(Account.fromRlp(account.rlp())).isEqualTo(account);
    assertThatThrownBy(() -> Account.fromRlp(Account.EMPTY.rlp()))
        .hasMessageContaining("not an account");
    Bytes rlp = account.rlp();
    for (int at : new int[] {0, 5, rlp.size() - 1, rlp.size() - 40}) {
      byte[] changed = rlp.toArray();
      changed[at] ^= (byte) (at == 0 ? 2 : 1);
      Bytes bytes = Bytes.of(changed);
      try {
        assertThat(Account.fromRlp(bytes).rlp()).isEqualTo(bytes);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageContaining("not an account");
      }
    }
    assertThatThrownBy(() -> Account.fromRlp(Bytes.concat(rlp, rlp)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Account(0, BigInteger.ONE).spend(BigInteger.TWO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
