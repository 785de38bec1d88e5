package network.akashi.chain.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import network.akashi.chain.Address;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.chain.TestChain;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.contracts.VerifierRouter;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.JsonRpc;
import network.akashi.chain.rpc.RpcReply;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.chain.tx.Fees;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.NullNode;

/** Exactly once, on a real chain that drops, delays and reorganises. */
class TransactionManagerTest {
  static final PrivateKey KEY = TestChain.key(1);
  static final BigInteger GWEI = BigInteger.TEN.pow(9);
  static final OutboxConfig CONFIG =
      new OutboxConfig(
          3, 3, 16, GWEI.multiply(BigInteger.valueOf(500)), GWEI.multiply(BigInteger.TEN));

  @TempDir private Path folder;
  private TestChain chain;
  private TransactionManager manager;

  @BeforeEach
  void start() {
    chain = new TestChain();
    manager = open();
  }

  @AfterEach
  void stop() {
    if (manager != null) {
      manager.close();
    }
    if (chain != null) {
      chain.close();
    }
  }

  private TransactionManager open() {
    return TransactionManager.open(chain.ethereum(), KEY, folder.resolve("ledger.sqlite"), CONFIG);
  }

  static Address recipient(String key) {
    return new Address(
        Keccak256.hash(Bytes.of(key.getBytes(StandardCharsets.UTF_8))).bytes().slice(12, 32));
  }

  /** Sends 7 wei to an account of its own, so that its balance counts how often that was done. */
  static Intent transfer(String key) {
    return new Intent(
        key, recipient(key), BigInteger.valueOf(7), Bytes.EMPTY, List.of(), OptionalLong.empty());
  }

  private void assertDoneOnce(String key) {
    assertThat(status(key).state()).as(status(key).toString()).isEqualTo(IntentState.DONE);
    assertThat(status(key).succeeded()).isTrue();
    assertThat(chain.balance(recipient(key))).isEqualTo(7);
  }

  private IntentStatus status(String key) {
    return manager.status(key).orElseThrow();
  }

  private void tickAndMine(int blocks) {
    for (int i = 0; i < blocks; i++) {
      manager.tick();
      chain.mine(1);
    }
    manager.tick();
  }

  @Test
  void anIntentIsSentIncludedAndDone() {
    manager.submit(transfer("a"));
    assertThat(status("a").state()).isEqualTo(IntentState.QUEUED);
    manager.tick();
    assertThat(status("a").state()).isEqualTo(IntentState.SENT);
    manager.tick();
    assertThat(status("a").state()).isEqualTo(IntentState.INCLUDED);
    chain.mine(2);
    manager.tick();
    assertThat(status("a").state()).isEqualTo(IntentState.INCLUDED);
    chain.mine(1);
    manager.tick();
    assertDoneOnce("a");
    assertThat(status("a").nonce()).hasValue(0);
    assertThat(status("a").attempts()).isEqualTo(1);
    assertThat(manager.status("b")).isEmpty();
  }

  @Test
  void theSameIntentIsDoneOnce() {
    manager.submit(transfer("a"));
    tickAndMine(1);
    manager.submit(transfer("a"));
    tickAndMine(5);
    manager.submit(transfer("a"));
    tickAndMine(5);
    assertDoneOnce("a");
    Intent other =
        new Intent(
            "a", recipient("b"), BigInteger.ONE, Bytes.EMPTY, List.of(), OptionalLong.empty());
    assertThatThrownBy(() -> manager.submit(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another intent has the key 'a'");
  }

  @Test
  void manyGoInOrder() {
    chain.automine(false);
    for (int i = 0; i < 40; i++) {
      manager.submit(transfer("many" + i));
    }
    manager.tick();
    assertThat(status("many15").nonce()).hasValue(15);
    assertThat(status("many16").state()).as("16 in flight").isEqualTo(IntentState.QUEUED);
    tickAndMine(20);
    for (int i = 0; i < 40; i++) {
      assertDoneOnce("many" + i);
    }
  }

  @Test
  void whatTheNodeForgotIsHandedInAgain() {
    chain.automine(false);
    manager.submit(transfer("a"));
    manager.tick();
    Bytes32 hash = lastAttempt();
    chain.drop(hash);
    assertThat(chain.ethereum().knows(hash)).isFalse();
    manager.tick();
    assertThat(chain.ethereum().knows(hash)).isTrue();
    tickAndMine(5);
    assertDoneOnce("a");
  }

  private Bytes32 lastAttempt() {
    // The account's only waiting transaction, as the node tells it.
    return Bytes32.fromHex(
        chain
            .rpc()
            .call(RpcRequest.idempotent("eth_getBlockByNumber", "pending", false))
            .path("transactions")
            .get(0)
            .asString());
  }

  @Test
  void whatIsTooCheapIsReplaced() {
    chain.automine(false);
    manager.submit(transfer("a"));
    manager.tick();
    chain.nextBaseFee(100);
    chain.mine(1);
    assertThat(chain.balance(recipient("a"))).isZero();
    tickAndMine(5);
    assertDoneOnce("a");
    assertThat(status("a").attempts()).isEqualTo(2);
  }

  @Test
  void noMoreThanTheCapIsOffered() {
    manager.close();
    manager =
        TransactionManager.open(
            chain.ethereum(),
            KEY,
            folder.resolve("ledger.sqlite"),
            CONFIG.withCaps(GWEI.multiply(BigInteger.valueOf(5)), BigInteger.ONE));
    chain.automine(false);
    manager.submit(transfer("a"));
    manager.tick();
    chain.nextBaseFee(100);
    chain.mine(1);
    manager.tick();
    assertThat(status("a").attempts()).as("one more, at the cap").isEqualTo(2);
    manager.tick();
    assertThat(status("a").attempts()).isEqualTo(2);
    assertThat(status("a").note()).contains("above the fee cap");
    chain.nextBaseFee(1);
    tickAndMine(6);
    assertDoneOnce("a");
  }

  @Test
  void whatAReorganisationTookAwayComesAgain() {
    manager.submit(transfer("a"));
    manager.tick();
    chain.mine(1);
    manager.tick();
    assertThat(status("a").state()).isEqualTo(IntentState.INCLUDED);

    chain.automine(false);
    chain.reorganise(2);
    assertThat(chain.balance(recipient("a"))).isZero();
    manager.tick();
    assertThat(status("a").state()).isEqualTo(IntentState.SENT);
    assertThat(status("a").note()).contains("reorganised");
    tickAndMine(5);
    assertDoneOnce("a");
  }

  /** Somebody else uses the key: our intent gets another nonce once that is certain. */
  @Test
  void aNonceThatOthersUsedIsGivenUp() {
    chain.automine(false);
    manager.submit(transfer("a"));
    manager.tick();
    chain.drop(lastAttempt());
    chain.ethereum().sendRawTransaction(foreign(0));
    chain.mine(1);
    manager.tick();
    assertThat(status("a").nonce()).as("not certain yet").hasValue(0);
    tickAndMine(8);
    assertDoneOnce("a");
    assertThat(status("a").nonce()).hasValue(1);
    assertThat(manager.foreignTransactions()).isEqualTo(1);
  }

  private static Bytes foreign(long nonce) {
    return new Transaction(
            31_337,
            nonce,
            new Fees(GWEI.multiply(BigInteger.TEN), GWEI),
            21_000,
            Optional.of(recipient("foreign")),
            BigInteger.ONE,
            Bytes.EMPTY)
        .sign(KEY)
        .raw();
  }

  /** A node that lost all receipts must not make us believe that others used our nonces. */
  @Test
  void aLostReceiptIsNoForeignTransaction() {
    manager.submit(transfer("a"));
    manager.tick();
    chain.mine(10);
    manager.close();
    JsonRpc forgetful =
        requests ->
            !requests.isEmpty() && requests.getFirst().method().equals("eth_getTransactionReceipt")
                ? Collections.nCopies(requests.size(), new RpcReply.Result(NullNode.getInstance()))
                : chain.rpc().batch(requests);
    try (TransactionManager misled =
        TransactionManager.open(
            new Ethereum(forgetful, ContractErrors.ALL),
            KEY,
            folder.resolve("ledger.sqlite"),
            CONFIG)) {
      for (int i = 0; i < 5; i++) {
        misled.tick();
        chain.mine(2);
      }
      assertThat(misled.status("a").orElseThrow().state()).isEqualTo(IntentState.SENT);
      assertThat(misled.foreignTransactions()).isZero();
    }
    manager = open();
    tickAndMine(4);
    assertDoneOnce("a");
  }

  /** Nobody should do this; whoever does loses time and nothing else. */
  @Test
  void twoProcessesWithOneKeyBothComeToAnEnd() {
    try (TransactionManager other =
        TransactionManager.open(chain.ethereum(), KEY, folder.resolve("other.sqlite"), CONFIG)) {
      chain.automine(false);
      for (int i = 0; i < 5; i++) {
        manager.submit(transfer("mine" + i));
        other.submit(transfer("other" + i));
      }
      for (int i = 0; i < 80; i++) {
        manager.tick();
        other.tick();
        chain.mine(1);
      }
      manager.tick();
      other.tick();
      for (int i = 0; i < 5; i++) {
        assertDoneOnce("mine" + i);
        assertThat(other.status("other" + i).orElseThrow().state()).isEqualTo(IntentState.DONE);
        assertThat(chain.balance(recipient("other" + i))).isEqualTo(7);
      }
      assertThat(manager.foreignTransactions() + other.foreignTransactions()).isPositive();
    }
  }

  /** A foreign transaction before ours vanishes with its block: nobody else will fill its nonce. */
  @Test
  void aGapIsFilled() {
    chain.ethereum().sendRawTransaction(foreign(0));
    chain.mine(1);
    manager.submit(transfer("a"));
    manager.tick();
    assertThat(status("a").nonce()).hasValue(1);
    chain.automine(false);
    chain.reorganise(3);
    assertThat(chain.ethereum().nonce(KEY.address(), BlockId.Tag.LATEST)).isZero();

    tickAndMine(8);
    assertDoneOnce("a");
    assertThat(chain.ethereum().nonce(KEY.address(), BlockId.Tag.LATEST)).isEqualTo(2);
  }

  /** Deeper than what counts as certain: noticed because it blocks what comes after. */
  @Test
  void whatADeepReorganisationTookAwayComesAgain() {
    chain.mine(2);
    manager.submit(transfer("a"));
    tickAndMine(5);
    assertDoneOnce("a");
    manager.submit(transfer("b"));
    manager.tick();
    chain.automine(false);
    chain.reorganise((int) chain.ethereum().blockNumber() - 1);
    assertThat(chain.balance(recipient("a"))).isZero();

    tickAndMine(8);
    assertDoneOnce("a");
    assertDoneOnce("b");
  }

  @Test
  void whatWouldRevertIsNotSent() {
    VerifierRouter router = chain.deployLogger();
    manager.submit(Intent.of("switch off", router.switchOff(Bytes.fromHex("0x00000001"))));
    manager.submit(transfer("a"));
    tickAndMine(5);

    assertThat(status("switch off").state()).isEqualTo(IntentState.REFUSED);
    assertThat(status("switch off").note()).contains("UnknownVersion(version: 0x00000001)");
    assertDoneOnce("a");
    assertThat(status("a").nonce()).hasValue(0);
  }

  @Test
  void aRevertThatIsPaidForIsExplained() {
    VerifierRouter router = chain.deployLogger();
    manager.submit(
        Intent.of("switch off", router.switchOff(Bytes.fromHex("0x00000001")))
            .withGasLimit(100_000));
    tickAndMine(5);

    assertThat(status("switch off").state()).isEqualTo(IntentState.DONE);
    assertThat(status("switch off").succeeded()).isFalse();
    assertThat(status("switch off").note()).contains("reverted: UnknownVersion");
  }

  @Test
  void whatIsCancelledInTimeIsNotDone() {
    chain.automine(false);
    manager.submit(transfer("queued"));
    manager.cancel("queued");
    manager.submit(transfer("sent"));
    manager.submit(transfer("after"));
    manager.tick();
    manager.cancel("sent");
    tickAndMine(6);

    assertThat(status("queued").state()).isEqualTo(IntentState.CANCELLED);
    assertThat(status("sent").state()).isEqualTo(IntentState.CANCELLED);
    assertThat(chain.balance(recipient("queued"))).isZero();
    assertThat(chain.balance(recipient("sent"))).isZero();
    assertDoneOnce("after");
  }

  @Test
  void whatIsCancelledTooLateIsDone() {
    manager.submit(transfer("a"));
    manager.tick();
    manager.cancel("a");
    tickAndMine(5);
    assertDoneOnce("a");
  }

  @Test
  void aLedgerIsOfOneAccountAndOneProcess() {
    Path file = folder.resolve("ledger.sqlite");
    assertThatThrownBy(() -> TransactionManager.open(chain.ethereum(), KEY, file, CONFIG))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("in use by another process");
    manager.close();
    assertThatThrownBy(
            () -> TransactionManager.open(chain.ethereum(), TestChain.key(2), file, CONFIG))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("is the ledger of " + KEY.address());
    manager = open();
  }
}
