package network.akashi.rollup.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.math.Parallel;
import network.akashi.rollup.RandomBatches;
import network.akashi.testkit.ForAll;
import network.akashi.zkvm.program.Program;
import network.akashi.zkvm.proof.Payee;
import network.akashi.zkvm.proof.ProgramKey;
import network.akashi.zkvm.proof.ProvenRun;
import network.akashi.zkvm.proof.ProvingListener;
import network.akashi.zkvm.proof.RunProver;
import network.akashi.zkvm.proof.RunVerification;
import network.akashi.zkvm.proof.RunVerifier;
import network.akashi.zkvm.proof.Statement;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A batch proven for good: each shard by itself, verified, and joined to what Java says of it. */
class ShardProofTest {
  private static final double BITS = 118;

  /** Small enough for the memory that tests have. */
  private static final long MOST_CYCLES = 450_000;

  private static final Address PAYEE =
      Address.fromHex("0x00000000000000000000000000000000000a4a51");

  @Test
  @Tag("slow")
  void thirtyTwoTransfersAreProvenInShards() throws Exception {
    Path elf = Path.of(System.getProperty("akashi.guests", "guests/elf"), "transfer-rollup.elf");
    Assumptions.assumeTrue(Files.exists(elf), () -> "no guest at " + elf);
    ProgramKey key = ProgramKey.of(Program.fromElf(Files.readAllBytes(elf)));
    RunVerifier verifier = new RunVerifier(BITS);
    try (Parallel parallel = Parallel.ofAllCores();
        RunProver prover = new RunProver(key, parallel)) {
      ForAll.cases(
          1,
          random -> {
            ProvableBatch batch = new RandomBatches(random).ofTransfers(8, 4);
            List<ShardStatement> shards = new ArrayList<>();
            for (BlockRange range : ShardPlanner.split(batch, MOST_CYCLES)) {
              byte[] input = batch.input(range, PAYEE).toArray();
              ProvenRun proven = prover.prove(input, payee(), ProvingListener.NONE);
              shards.add(verified(verifier, key, proven, batch.statement(range, PAYEE)));
            }
            assertThat(shards).hasSizeGreaterThan(1);
            assertThat(ShardJoin.join(shards, PAYEE))
                .isEqualTo(new ShardJoin.Result.Joined(batch.statement(PAYEE)));
          });
    }
  }

  private static Payee payee() {
    byte[] word = new byte[Payee.BYTES];
    byte[] address = PAYEE.toArray();
    System.arraycopy(address, 0, word, word.length - address.length, address.length);
    return Payee.of(word);
  }

  /** What a verifier learns from proof and output, which is what Java computes. */
  private static ShardStatement verified(
      RunVerifier verifier, ProgramKey key, ProvenRun proven, ShardStatement expected) {
    RunVerification answer = verifier.verify(proven.proof(), key.id());
    assertThat(answer).isInstanceOf(RunVerification.Accepted.class);
    Statement statement = ((RunVerification.Accepted) answer).statement();
    assertThat(statement.exitCode()).isZero();
    assertThat(statement.payee()).isEqualTo(payee());
    assertThat(Bytes.of(statement.outputDigest()))
        .isEqualTo(Bytes.of(expected.publicValuesDigest().toArray()));
    assertThat(proven.execution().output()).isEqualTo(expected.publicValues().toArray());
    byte[] other = proven.proof();
    other[other.length - 1] ^= 1;
    assertThat(verifier.verify(other, key.id())).isInstanceOf(RunVerification.Rejected.class);
    ShardStatement parsed =
        ShardStatement.parse(Bytes.of(proven.execution().output())).orElseThrow();
    assertThat(Arrays.equals(parsed.publicValues().toArray(), proven.execution().output()))
        .isTrue();
    return parsed;
  }
}
