package network.akashi.rollup.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.rollup.adapter.Evidence;
import network.akashi.rollup.adapter.Finality;
import network.akashi.rollup.adapter.JoinException;
import network.akashi.rollup.adapter.ProofStatement;
import network.akashi.rollup.adapter.ProvingPlan;
import network.akashi.rollup.adapter.ReferenceAdapter;
import network.akashi.rollup.adapter.ShardLimit;
import network.akashi.rollup.adapter.StatementChange;
import network.akashi.rollup.l1.AnvilBlobs;
import network.akashi.rollup.l1.BlobFetcher;
import network.akashi.rollup.state.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A batch from statement to payment, with a verifier that takes everything. */
class AdapterTest {
  private static final Address PAYEE = TestL1.somebody(7_000);

  @TempDir private Path folder;

  @Test
  void aStatementIsPlannedSettledAndPaidAgainst() {
    try (TestL1 l1 = new TestL1(3_600, 3_600);
        SequencerService service =
            SequencerService.start(l1.config(folder), l1.ethereum(), TestL1.key(1));
        ReferenceAdapter adapter =
            ReferenceAdapter.open(
                l1.ethereum(),
                l1.rollup(),
                l1.firstBlock(),
                l1.genesis(),
                folder.resolve("adapter.db"),
                new BlobFetcher(Optional.empty(), List.of(new AnvilBlobs(l1.ethereum()))))) {
      Ethereum l2 = SequencerTest.l2(service);
      l1.wallet(4)
          .send(
              l1.rollup()
                  .forceTransaction(
                      TestL1.transfer(5, 0, TestL1.somebody(50), BigInteger.valueOf(50)))
                  .withValue(BigInteger.TEN.pow(15)));
      l1.wallet(4).send(l1.rollup().deposit(TestL1.somebody(51)).withValue(TestL1.ETHER));
      l1.mine(2);
      Bytes32 leaving =
          l2.sendRawTransaction(TestL1.transfer(2, 0, Exit.L1, BigInteger.valueOf(777)));
      for (int i = 0; i < 32; i++) {
        l2.sendRawTransaction(TestL1.transfer(3, i, TestL1.somebody(i), BigInteger.valueOf(1_000)));
      }
      Await.until(
          "everything on L1",
          () -> {
            l1.mine(1);
            return SequencerTest.allPosted(service)
                && l2.balance(TestL1.somebody(50), BlockId.Tag.LATEST).intValue() == 50;
          });

      List<ProofStatement> statements = new ArrayList<>();
      for (StatementChange each : adapter.follow()) {
        assertThat(each).isInstanceOf(StatementChange.Opened.class);
        statements.add(each.statement());
      }
      assertThat(adapter.follow()).isEmpty();
      assertThat(statements).hasSize((int) service.sequencer().tips().posted()).isNotEmpty();
      for (ProofStatement each : statements) {
        settle(l1, adapter, each);
      }
      assertThat(l1.ethereum().call(l1.rollup().tips()).proven().intValue())
          .isEqualTo(statements.size());
      assertThat(adapter.follow())
          .hasSize(statements.size())
          .allSatisfy(each ->
              assertThat(((StatementChange.Moved) each).finality().stage())
                  .isEqualTo(Finality.Stage.PROVEN));
      withdraw(l1, l2, leaving);
    }
  }

  private static void settle(TestL1 l1, ReferenceAdapter adapter, ProofStatement statement) {
    BigInteger index = BigInteger.valueOf(statement.index());
    assertThat(l1.ethereum().call(l1.rollup().inputCommitmentOf(index)))
        .isEqualTo(statement.inputCommitment());
    assertThat(adapter.statement(statement.inputCommitment())).contains(statement);
    assertThat(adapter.fetchPlan(statement).items()).isNotEmpty();
    assertThat(adapter.finality(statement).stage()).isEqualTo(Finality.Stage.POSTED);
    ProvingPlan whole = adapter.plan(statement, ShardLimit.whole());
    ProvingPlan plan = adapter.plan(statement, new ShardLimit(700_000, 50));
    assertThat(whole.shards()).hasSize(1);
    assertThat(whole.publicValues(0, PAYEE)).isEqualTo(whole.outcome().publicValues(PAYEE));
    assertThat(whole.join(List.of(whole.publicValues(0, Address.ZERO)), PAYEE))
        .isEqualTo(whole.outcome().publicValues(PAYEE));
    assertThat(plan.outcome()).isEqualTo(whole.outcome());
    for (int i = 0; i < statement.words().size(); i++) {
      Optional<Bytes32> known = statement.words().get(i);
      Bytes32 word = whole.publicValues(0, PAYEE).get(i);
      assertThat(known.orElse(word)).as("word %d", i).isEqualTo(word);
    }
    List<List<Bytes32>> words = new ArrayList<>();
    for (int i = 0; i < plan.shards().size(); i++) {
      assertThat(plan.guestInput(i, PAYEE).size()).isPositive();
      words.add(plan.publicValues(i, TestL1.somebody(i)));
    }
    assertThat(plan.join(words, PAYEE)).isEqualTo(whole.outcome().publicValues(PAYEE));
    if (words.size() > 1) {
      assertThatThrownBy(() -> plan.join(words.reversed(), PAYEE))
          .isInstanceOf(JoinException.class);
    }
    List<Bytes32> short_ = words.getFirst().subList(1, words.getFirst().size());
    assertThatThrownBy(() -> plan.join(List.of(short_), PAYEE)).isInstanceOf(JoinException.class);
    Evidence evidence =
        new Evidence.Proven(PAYEE, 1_000, Bytes.concat(TestL1.PROOF, Bytes.of(new byte[8])));
    l1.wallet(6).send(adapter.settle(plan.outcome(), evidence).orElseThrow());
    assertThat(adapter.finality(statement).stage()).isEqualTo(Finality.Stage.PROVEN);
  }

  private static void withdraw(TestL1 l1, Ethereum l2, Bytes32 transaction) {
    JsonNode proof =
        l2.rpc().call(RpcRequest.idempotent("akashi_getWithdrawal", transaction.toHex()));
    List<Bytes32> path = new ArrayList<>();
    proof.path("path").forEach(each -> path.add(Bytes32.fromHex(each.stringValue())));
    Address to = Address.fromHex(proof.path("to").stringValue());
    assertThat(to).isEqualTo(TestL1.key(2).address());
    BigInteger before = l1.ethereum().balance(to, BlockId.Tag.LATEST);
    l1.pass(61);
    l1.wallet(6)
        .send(
            l1.rollup()
                .withdraw(
                    new BigInteger(proof.path("batch").stringValue().substring(2), 16),
                    new BigInteger(proof.path("index").stringValue().substring(2), 16),
                    to,
                    BigInteger.valueOf(777),
                    path));
    assertThat(l1.ethereum().balance(to, BlockId.Tag.LATEST).subtract(before)).isEqualTo(777);
  }
}
