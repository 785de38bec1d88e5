package network.akashi.rollup.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.follow.BlockRef;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.block.Transfer;
import network.akashi.rollup.l1.InboxView;
import network.akashi.rollup.l1.Tips;
import network.akashi.rollup.service.TestL1;
import network.akashi.rollup.store.FolderLock;
import network.akashi.rollup.store.RollupStore;
import network.akashi.rollup.store.StoreException;
import network.akashi.rollup.store.StoredTransaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chain in its store: snapshots, restarts, going back. */
class L2ChainTest {
  private static final Genesis GENESIS =
      new Genesis(
          TestL1.CHAIN_ID,
          1_700_000_000,
          BigInteger.TEN.pow(9),
          Map.of(TestL1.key(0).address(), TestL1.ETHER));
  private static final InboxView EMPTY =
      new InboxView(
          new BlockRef(1, Bytes32.ZERO),
          List.of(),
          List.of(),
          List.of(),
          new Tips(0, 0, 0),
          0,
          false);

  @TempDir private Path folder;

  private RollupStore open() {
    return RollupStore.open(folder.resolve("rollup.db"), Bytes32.ZERO);
  }

  private static Bytes32 make(L2Chain chain, int nonce) {
    Mempool pool = new Mempool(MempoolConfig.defaults());
    Bytes raw = TestL1.transfer(0, nonce, TestL1.somebody(nonce), BigInteger.TEN);
    Transfer transfer = ((Transfer.Decoding.Decoded) Transfer.decode(raw)).transfer();
    Address sender = TestL1.key(0).address();
    pool.add(new PooledTransaction(transfer, sender), chain::account, _ -> {});
    chain
        .store()
        .accept(StoredTransaction.waiting(transfer.hash(), sender, nonce, raw), Optional.empty())
        .join();
    BlockProducer producer =
        new BlockProducer(
            chain, pool, SequencerConfig.defaults(TestL1.somebody(1_000)), InstantSource.system());
    producer.produce(EMPTY, 0).orElseThrow().join();
    return chain.head().hash();
  }

  @Test
  void aRestartComesToTheSameHeadFromGenesisAndFromASnapshot() {
    Bytes32 tenth = Bytes32.ZERO;
    Bytes32 last = Bytes32.ZERO;
    try (RollupStore store = open()) {
      L2Chain chain = new L2Chain(store, GENESIS);
      for (int i = 0; i < 30; i++) {
        last = make(chain, i);
        tenth = i == 9 ? last : tenth;
      }
      assertThat(chain.published().hash()).isEqualTo(last);
    }
    try (RollupStore store = open()) {
      L2Chain chain = new L2Chain(store, GENESIS);
      assertThat(chain.head().hash()).isEqualTo(last);
      chain.snapshot(20);
      store.flush();
    }
    try (RollupStore store = open()) {
      L2Chain chain = new L2Chain(store, GENESIS);
      assertThat(chain.snapshotBlock()).isEqualTo(20);
      assertThat(chain.head().hash()).isEqualTo(last);
      assertThat(chain.link(19)).isEmpty();
      assertThat(chain.account(TestL1.somebody(3)).balance()).isEqualTo(BigInteger.TEN);

      // Not as far as the snapshot, then beyond it.
      chain.truncate(25).join();
      assertThat(chain.head().number()).isEqualTo(25);
      assertThat(chain.waiting()).hasSize(5);
      chain.truncate(10).join();
      assertThat(chain.head().hash()).isEqualTo(tenth);
      assertThat(chain.published().hash()).isEqualTo(tenth);
      assertThat(chain.waiting()).hasSize(20);
      assertThat(store.snapshot()).isEmpty();
      assertThat(chain.account(TestL1.key(0).address()).nonce()).isEqualTo(10);
    }
  }

  @Test
  void aDamagedSnapshotIsNoticed() {
    try (RollupStore store = open()) {
      L2Chain chain = new L2Chain(store, GENESIS);
      make(chain, 0);
      chain.snapshot(1);
      store.snapshot(1, Map.of(TestL1.somebody(0), Bytes.EMPTY)).join();
    }
    try (RollupStore store = open()) {
      assertThatThrownBy(() -> new L2Chain(store, GENESIS))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("the store is damaged");
    }
  }

  @Test
  void aStoreIsOfOneRollupAndAFolderOfOneProcess() {
    open().close();
    assertThatThrownBy(
            () -> RollupStore.open(folder.resolve("rollup.db"), Bytes32.of(BigInteger.ONE)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("another rollup");
    try (FolderLock _ = FolderLock.of(folder)) {
      assertThatThrownBy(() -> FolderLock.of(folder))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("in use by another process");
    }
  }
}
