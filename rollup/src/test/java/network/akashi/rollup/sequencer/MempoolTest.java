package network.akashi.rollup.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.rollup.block.Account;
import network.akashi.rollup.block.Transfer;
import network.akashi.rollup.service.TestL1;
import org.junit.jupiter.api.Test;

class MempoolTest {
  private static final BigInteger BASE_FEE = BigInteger.valueOf(7);
  private static final Account RICH = new Account(0, TestL1.ETHER);

  private final Mempool pool =
      new Mempool(new MempoolConfig(3, 5, BigInteger.valueOf(1_000_000), 10));

  private static PooledTransaction transaction(int from, long nonce, long tipGwei) {
    PrivateKey key = TestL1.key(from);
    Bytes raw = TestL1.transfer(key, nonce, TestL1.somebody(1), BigInteger.ONE, tipGwei);
    Transfer transfer = ((Transfer.Decoding.Decoded) Transfer.decode(raw)).transfer();
    return new PooledTransaction(transfer, key.address());
  }

  private Admission add(PooledTransaction transaction, Account account) {
    return pool.add(transaction, _ -> account, _ -> {});
  }

  private List<PooledTransaction> select(int most) {
    return pool.select(most, BASE_FEE);
  }

  @Test
  void dearestFirstAndEachSenderInOrder() {
    PooledTransaction cheap = transaction(0, 0, 1);
    PooledTransaction dearBehind = transaction(0, 1, 9);
    PooledTransaction middle = transaction(1, 0, 5);
    PooledTransaction gap = transaction(2, 1, 9);
    for (PooledTransaction each : List.of(cheap, dearBehind, middle, gap)) {
      assertThat(add(each, RICH)).isInstanceOf(Admission.Admitted.class);
    }
    assertThat(select(9)).containsExactly(middle, cheap, dearBehind);
    assertThat(select(1)).containsExactly(middle);
    assertThat(pool.pendingNonce(TestL1.key(0).address(), 0)).isEqualTo(2);
    assertThat(pool.pendingNonce(TestL1.key(2).address(), 0)).isZero();
    assertThat(pool.select(9, BigInteger.TEN.pow(10))).isEmpty();
  }

  @Test
  void limitsAreKept() {
    assertThat(add(transaction(0, 3, 1), RICH)).isInstanceOf(Admission.NonceTooHigh.class);
    assertThat(add(transaction(0, 0, 1), new Account(1, TestL1.ETHER)))
        .isInstanceOf(Admission.NonceTooLow.class);
    assertThat(add(transaction(0, 0, 0), RICH)).isInstanceOf(Admission.TipTooLow.class);
    assertThat(add(transaction(0, 0, 1), Account.EMPTY))
        .isInstanceOf(Admission.InsufficientFunds.class);
    PooledTransaction first = transaction(0, 0, 1);
    assertThat(add(first, RICH)).isInstanceOf(Admission.Admitted.class);
    assertThat(add(first, RICH)).isInstanceOf(Admission.Known.class);
    Account once = new Account(0, first.cost().add(BigInteger.ONE));
    assertThat(add(transaction(0, 1, 1), once)).isInstanceOf(Admission.InsufficientFunds.class);
    for (int i = 1; i < 5; i++) {
      assertThat(add(transaction(i, 0, 1), RICH)).isInstanceOf(Admission.Admitted.class);
    }
    assertThat(add(transaction(5, 0, 1), RICH)).isInstanceOf(Admission.PoolFull.class);
  }

  @Test
  void aReplacementIsTenPercentDearer() {
    PooledTransaction first = transaction(0, 0, 100);
    add(first, RICH);
    assertThat(add(transaction(0, 0, 109), RICH)).isInstanceOf(Admission.ReplacementTooCheap.class);
    PooledTransaction dearer = transaction(0, 0, 111);
    assertThat(add(dearer, RICH))
        .isInstanceOfSatisfying(
            Admission.Admitted.class,
            admitted -> assertThat(admitted.replaced()).contains(first.hash()));
    assertThat(select(9)).containsExactly(dearer);
    assertThat(pool.find(first.hash())).isEmpty();
    assertThat(pool.size()).isEqualTo(1);
  }

  @Test
  void whatABlockTookIsGone() {
    PooledTransaction first = transaction(0, 0, 1);
    PooledTransaction second = transaction(0, 1, 1);
    add(first, RICH);
    add(second, RICH);
    Address sender = first.sender();
    assertThat(pool.moved(Map.of(sender, new Account(1, TestL1.ETHER)))).containsExactly(first);
    assertThat(select(9)).containsExactly(second);
    assertThat(pool.moved(Map.of(sender, new Account(1, BigInteger.ONE)))).isEmpty();
    assertThat(select(9)).isEmpty();
    assertThat(pool.size()).isEqualTo(1);
    assertThat(pool.movedAll(_ -> new Account(7, TestL1.ETHER))).containsExactly(second);
    assertThat(pool.size()).isZero();
  }

  @Test
  void whatIsWrittenIsWrittenBeforeABlockCanHaveIt() {
    List<Integer> waiting = new ArrayList<>();
    pool.add(transaction(0, 0, 1), _ -> RICH, _ -> waiting.add(select(9).size()));
    assertThat(waiting).containsExactly(0);
  }
}
