package network.akashi.rollup.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.rollup.l1.AnvilBlobs;
import network.akashi.rollup.l1.BlobFetcher;
import network.akashi.rollup.l1.Deriver;
import network.akashi.rollup.l1.InboxFollower;
import network.akashi.rollup.sequencer.Sequencer;
import network.akashi.rollup.store.StoredBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sequencer on a real L1, from wallet to blob and back. */
class SequencerTest {
  @TempDir private Path folder;

  static Ethereum l2(SequencerService service) {
    URI uri = URI.create("http://127.0.0.1:" + service.rpcAddress().getPort());
    return new Ethereum(new HttpJsonRpc(RpcConfig.of(uri)), ContractErrors.ALL);
  }

  /** Derives everything that L1 has, in a folder of its own. */
  static Deriver derive(TestL1 l1, Path file, List<Deriver.DerivedPost> all) {
    try (InboxFollower follower =
        InboxFollower.open(l1.ethereum(), l1.rollup().address(), l1.firstBlock(), file)) {
      follower.tick();
      Deriver deriver =
          new Deriver(
              l1.genesis(),
              new BlobFetcher(Optional.empty(), List.of(new AnvilBlobs(l1.ethereum()))));
      Optional<Deriver.DerivedPost> next = deriver.next(follower.view());
      while (next.isPresent()) {
        all.add(next.get());
        next = deriver.next(follower.view());
      }
      return deriver;
    }
  }

  /** Whether L1 has all blocks, and the sequencer knows. */
  static boolean allPosted(SequencerService service) {
    Sequencer sequencer = service.sequencer();
    Optional<StoredBatch> last = sequencer.chain().store().lastBatch();
    return last.isPresent()
        && last.get().lastBlock() == sequencer.chain().head().number()
        && last.get().index() == sequencer.tips().posted()
        && sequencer.mempool().size() == 0;
  }

  /** L1 goes on slowly meanwhile. */
  static void awaitAllPosted(TestL1 l1, SequencerService service) {
    int[] looks = {0};
    Await.until(
        "all blocks on L1",
        () -> {
          if (++looks[0] % 15 == 0) {
            l1.mine(1);
          }
          return allPosted(service);
        },
        () -> service.sequencer().status() + " " + service.sequencer().postings());
  }

  static void awaitPosted(SequencerService service, long batch) {
    Await.until(
        "batch %d on L1".formatted(batch), () -> service.sequencer().tips().posted() >= batch);
  }

  @Test
  void aBatchOfTransfersIsPostedAndDerived() {
    try (TestL1 l1 = new TestL1(3_600, 3_600);
        SequencerService service =
            SequencerService.start(l1.config(folder), l1.ethereum(), TestL1.key(1))) {
      Ethereum l2 = l2(service);
      assertThat(l2.chainId()).isEqualTo(TestL1.CHAIN_ID);
      l1.wallet(3).send(l1.rollup().deposit(TestL1.somebody(99)).withValue(TestL1.ETHER));
      List<Bytes32> sent = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        Address to = TestL1.somebody(i);
        sent.add(
            l2.sendRawTransaction(
                TestL1.transfer(i % 8, i / 8, to, BigInteger.valueOf(1_000 + i))));
      }
      Await.until("all receipts", () -> l2.receipts(sent).stream().allMatch(Optional::isPresent));
      for (int i = 0; i < 32; i++) {
        assertThat(l2.balance(TestL1.somebody(i), BlockId.Tag.LATEST)).isEqualTo(1_000 + i);
      }
      Await.until(
          "the deposit",
          () -> {
            l1.mine(1);
            return l2.balance(TestL1.somebody(99), BlockId.Tag.LATEST).signum() > 0;
          });
      awaitAllPosted(l1, service);
      List<Deriver.DerivedPost> derived = new ArrayList<>();
      Deriver deriver = derive(l1, folder.resolve("derive.db"), derived);
      assertThat(derived)
          .allSatisfy(each -> assertThat(each.batch().derived().fallback()).isEmpty());
      assertThat(deriver.tip().header()).isEqualTo(service.sequencer().chain().head().header());
      assertThat(deriver.tip().state().account(TestL1.somebody(99)).balance())
          .isEqualTo(TestL1.ETHER);
    }
  }

  /** What is due goes into the next batch, however young it is on L1. */
  @Test
  void whatIsDueIsTaken() {
    try (TestL1 l1 = new TestL1(30, 3_600)) {
      ServiceConfig usual = l1.config(folder);
      ServiceConfig careful =
          new ServiceConfig(
              folder,
              usual.genesis(),
              usual.rollup(),
              usual.firstBlock(),
              usual.sequencer().withConfirmations(1_000),
              usual.outbox(),
              usual.rpc(),
              usual.limits(),
              List.of(),
              List.of(),
              Optional.empty());
      try (SequencerService service =
          SequencerService.start(careful, l1.ethereum(), TestL1.key(1))) {
        Ethereum l2 = l2(service);
        l1.wallet(3).send(l1.rollup().deposit(TestL1.somebody(99)).withValue(TestL1.ETHER));
        l1.pass(31);
        List<Bytes32> sent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          sent.add(
              l2.sendRawTransaction(
                  TestL1.transfer(2, i, TestL1.somebody(i), BigInteger.valueOf(3))));
        }
        awaitAllPosted(l1, service);
        assertThat(l1.ethereum().call(l1.rollup().batchAt(BigInteger.ONE)).depositCount())
            .isEqualTo(BigInteger.ONE);
        assertThat(l2.balance(TestL1.somebody(99), BlockId.Tag.LATEST)).isEqualTo(TestL1.ETHER);
        assertThat(l2.receipts(sent)).allMatch(Optional::isPresent);
        Deriver deriver = derive(l1, folder.resolve("derive.db"), new ArrayList<>());
        assertThat(deriver.tip().header()).isEqualTo(service.sequencer().chain().head().header());
      }
    }
  }
}
