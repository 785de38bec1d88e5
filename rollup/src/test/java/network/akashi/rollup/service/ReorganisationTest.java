package network.akashi.rollup.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes32;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.rollup.l1.Deriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** L1 changes its mind. */
class ReorganisationTest {
  @TempDir private Path folder;

  private static List<Bytes32> send(Ethereum l2, int from, int first, int count) {
    List<Bytes32> sent = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      sent.add(
          l2.sendRawTransaction(
              TestL1.transfer(from, i, TestL1.somebody(i), BigInteger.valueOf(100))));
    }
    return sent;
  }

  private void checkAgainstL1(TestL1 l1, SequencerService service, String name) {
    Deriver deriver = SequencerTest.derive(l1, folder.resolve(name), new ArrayList<>());
    assertThat(deriver.tip().header()).isEqualTo(service.sequencer().chain().head().header());
  }

  @Test
  void batchesAndDepositsGoAndComeBack() {
    try (TestL1 l1 = new TestL1(3_600, 3_600);
        SequencerService service =
            SequencerService.start(l1.config(folder), l1.ethereum(), TestL1.key(1))) {
      Ethereum l2 = SequencerTest.l2(service);
      Address lucky = TestL1.somebody(5_000);
      List<Bytes32> accepted = new ArrayList<>(send(l2, 3, 0, 20));
      SequencerTest.awaitPosted(service, 1);
      l1.mine(12);
      l1.wallet(4).send(l1.rollup().deposit(lucky).withValue(TestL1.ETHER));
      l1.mine(2);
      Await.until("the deposit", () -> l2.balance(lucky, BlockId.Tag.LATEST).equals(TestL1.ETHER));
      accepted.addAll(send(l2, 3, 20, 20));
      SequencerTest.awaitAllPosted(l1, service);

      // Deposit and batches vanish; the contracts, in the first six blocks, stay.
      l1.mine((int) Math.max(0, 30 - l1.ethereum().blockNumber()));
      l1.reorganise(20);
      l1.mine(1);
      Await.until(
          "the deposit to be gone", () -> l2.balance(lucky, BlockId.Tag.LATEST).signum() == 0);
      SequencerTest.awaitAllPosted(l1, service);
      assertThat(l2.receipts(accepted)).allMatch(Optional::isPresent);
      checkAgainstL1(l1, service, "first.db");

      // A deposit with the same place in the queue, for somebody else.
      Address other = TestL1.somebody(5_001);
      l1.wallet(4).send(l1.rollup().deposit(other).withValue(TestL1.ETHER));
      l1.mine(2);
      accepted.addAll(send(l2, 3, 40, 5));
      Await.until(
          "the other deposit",
          () -> {
            l1.mine(1);
            return l2.balance(other, BlockId.Tag.LATEST).equals(TestL1.ETHER);
          });
      SequencerTest.awaitAllPosted(l1, service);
      assertThat(l2.receipts(accepted)).allMatch(Optional::isPresent);
      checkAgainstL1(l1, service, "second.db");
    }
  }
}
