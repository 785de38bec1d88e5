package network.akashi.rollup.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.SplittableRandom;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.rollup.RandomBatches;
import network.akashi.rollup.TestKeys;
import network.akashi.rollup.batch.QueueHash;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.ForcedTransaction;
import org.junit.jupiter.api.Test;

/** The words as {@code BatchValues.sol} and {@code Inbox.sol} write them down, here once more. */
class StatementTest {
  private static final Address PAYEE = TestKeys.key(0).address();
  private static final BatchStatement S =
      new RandomBatches(new SplittableRandom(3)).batch(2, 5).statement(PAYEE);

  private static Bytes32 sha256(Bytes... parts) throws Exception {
    return Bytes32.of(MessageDigest.getInstance("SHA-256").digest(Bytes.concat(parts).toArray()));
  }

  private static Bytes number(long value) {
    return RandomBatches.word(value).bytes();
  }

  @Test
  void wordsAreInTheContractsOrder() throws Exception {
    Bytes tag =
        Keccak256.hash(Bytes.of("akashi.rollup.batch.v1".getBytes(StandardCharsets.UTF_8))).bytes();
    Bytes payee = Bytes.concat(Bytes.of(new byte[12]), PAYEE.bytes());
    Bytes output =
        Bytes.concat(
            tag,
            number(901),
            number(77),
            S.prevBlockHash().bytes(),
            S.newBlockHash().bytes(),
            number(2),
            S.newStateRoot().bytes(),
            S.daCommitment().bytes(),
            S.depositHashPrev().bytes(),
            S.depositHashNew().bytes(),
            S.forcedHashPrev().bytes(),
            S.forcedHashNew().bytes(),
            S.withdrawalsRoot().bytes());
    assertThat(S.publicValues()).isEqualTo(Bytes.concat(output, payee));
    assertThat(S.outputDigest()).isEqualTo(sha256(output));
    assertThat(S.publicValuesDigest()).isEqualTo(sha256(output, payee));
    assertThat(S.meteredDigest(9)).isEqualTo(sha256(output, payee, number(9)));
    assertThat(S.inputCommitment())
        .isEqualTo(sha256(number(0xf8f), output.slice(0, 4 * 32), output.slice(7 * 32, 12 * 32)));
  }

  @Test
  void queuesRollAsTheInboxDoes() {
    Bytes32 before = RandomBatches.word(1);
    Deposit deposit = new Deposit(0x0102030405060708L, PAYEE, -2L);
    assertThat(QueueHash.afterDeposits(before, List.of(deposit)))
        .isEqualTo(
            Keccak256.hash(
                before.bytes(),
                Bytes.fromHex("0x0102030405060708"),
                PAYEE.bytes(),
                Bytes.fromHex("0xfffffffffffffffe")));
    Bytes raw = Bytes.of(new byte[] {1, 2, 3});
    assertThat(QueueHash.afterForced(before, List.of(new ForcedTransaction(2, raw))))
        .isEqualTo(
            Keccak256.hash(
                before.bytes(), Bytes.fromHex("0x0000000000000002"), Keccak256.hash(raw).bytes()));
  }
}
