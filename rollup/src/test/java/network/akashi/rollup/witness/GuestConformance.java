package network.akashi.rollup.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.rollup.Guest;
import network.akashi.rollup.RandomBatches;
import network.akashi.rollup.TestKeys;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of each form of the guest: it publishes exactly what this module computes. */
abstract class GuestConformance {
  static final Address PAYEE = TestKeys.key(3).address();

  private Guest guest = input -> new Guest.Result(-1, input, 0);

  abstract Guest guest();

  /** How many random cases a test may take. */
  abstract int cases();

  @BeforeEach
  void findGuest() {
    guest = guest();
  }

  @Test
  void publishesTheStatementOfWholeBatches() {
    ForAll.cases(
        cases(),
        random -> {
          ProvableBatch batch =
              new RandomBatches(random).batch(1 + random.nextInt(4), random.nextInt(8));
          assertThat(batch.batch().derived().fallback()).isEmpty();
          assertRun(batch.input(PAYEE), batch.statement(PAYEE).publicValues());
        });
  }

  @Test
  void publishesTheStatementsOfShardsWhichJoin() {
    ForAll.cases(
        cases(),
        random -> {
          ProvableBatch batch =
              new RandomBatches(random).batch(1 + random.nextInt(5), random.nextInt(6));
          List<ShardStatement> shards = new ArrayList<>();
          for (BlockRange range : split(random, batch.size())) {
            ShardStatement shard = batch.statement(range, PAYEE);
            assertRun(batch.input(range, PAYEE), shard.publicValues());
            shards.add(shard);
          }
          assertThat(ShardJoin.join(shards, PAYEE))
              .isEqualTo(new ShardJoin.Result.Joined(batch.statement(PAYEE)));
        });
  }

  private static List<BlockRange> split(RandomGenerator random, int total) {
    List<BlockRange> ranges = new ArrayList<>();
    int at = 0;
    while (at < total) {
      int count = 1 + random.nextInt(total - at);
      ranges.add(new BlockRange(at, count, total));
      at += count;
    }
    return ranges;
  }

  void assertRun(Bytes input, Bytes words) {
    Guest.Result result = guest.run(input);
    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).isEqualTo(words);
  }
}
