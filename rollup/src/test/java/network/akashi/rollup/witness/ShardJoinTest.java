package network.akashi.rollup.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.RandomBatches;
import network.akashi.rollup.TestKeys;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class ShardJoinTest {
  private static final Address PAYEE = TestKeys.key(0).address();
  private static final ProvableBatch BATCH = new RandomBatches(new SplittableRandom(3)).batch(5, 4);
  private static final List<ShardStatement> SHARDS = List.of(shard(0, 2), shard(2, 1), shard(3, 2));

  private static ShardStatement shard(int first, int count) {
    return BATCH.statement(BATCH.range(first, count), TestKeys.key(first).address());
  }

  private static void assertRefused(JoinRefusal refusal, List<ShardStatement> shards) {
    assertThat(ShardJoin.join(shards, PAYEE)).isEqualTo(new ShardJoin.Result.Refused(refusal));
  }

  /** The shard at {@code at} with another word. */
  private static List<ShardStatement> with(int at, int word, Bytes32 value) {
    List<Bytes32> words = new ArrayList<>(SHARDS.get(at).words());
    words.set(word, value);
    List<ShardStatement> shards = new ArrayList<>(SHARDS);
    shards.set(at, ShardStatement.parse(Words.concat(words)).orElseThrow());
    return shards;
  }

  @Test
  void shardsOfAnybodyMakeTheBatch() {
    assertThat(ShardJoin.join(SHARDS, PAYEE))
        .isEqualTo(new ShardJoin.Result.Joined(BATCH.statement(PAYEE)));
  }

  @Test
  void namesWhatDoesNotFit() {
    Bytes32 other = RandomBatches.word(999);
    assertRefused(JoinRefusal.NO_SHARDS, List.of());
    assertRefused(JoinRefusal.DIFFERENT_CHAINS, with(1, 1, other));
    assertRefused(JoinRefusal.DIFFERENT_CONFIGS, with(1, 2, other));
    assertRefused(JoinRefusal.DIFFERENT_DATA, with(2, 7, other));
    assertRefused(JoinRefusal.DIFFERENT_PARENTS, with(1, 13, other));
    assertRefused(JoinRefusal.DIFFERENT_TOTALS, with(1, 14, new BlockRange(2, 1, 6).word()));
    assertRefused(JoinRefusal.BEGINS_LATE, SHARDS.subList(1, 3));
    assertRefused(JoinRefusal.WRONG_FIRST_PARENT, with(0, 3, other));
    assertRefused(JoinRefusal.WITHDRAWALS_BEFORE_FIRST, with(0, 15, other));
    assertRefused(JoinRefusal.GAP, List.of(SHARDS.get(0), SHARDS.get(2)));
    assertRefused(JoinRefusal.GAP, List.of(SHARDS.get(0), SHARDS.get(2), SHARDS.get(1)));
    assertRefused(JoinRefusal.GAP, List.of(SHARDS.get(0), SHARDS.get(0)));
    assertRefused(JoinRefusal.BROKEN_CHAIN, with(1, 3, other));
    assertRefused(JoinRefusal.BROKEN_CHAIN, with(1, 4, other));
    assertRefused(JoinRefusal.BROKEN_DEPOSITS, with(1, 8, other));
    assertRefused(JoinRefusal.BROKEN_DEPOSITS, with(0, 9, other));
    assertRefused(JoinRefusal.BROKEN_FORCED, with(1, 10, other));
    assertRefused(JoinRefusal.BROKEN_FORCED, with(1, 11, other));
    assertRefused(JoinRefusal.BROKEN_WITHDRAWALS, with(1, 15, other));
    assertRefused(JoinRefusal.BROKEN_WITHDRAWALS, with(1, 16, other));
    assertRefused(JoinRefusal.ENDS_EARLY, SHARDS.subList(0, 2));
  }

  @Test
  void readsWhatItWrites() {
    for (ShardStatement shard : SHARDS) {
      assertThat(ShardStatement.parse(shard.publicValues())).contains(shard);
    }
  }

  @Test
  void refusesWordsThatAreNoShard() {
    Bytes good = SHARDS.getFirst().publicValues();
    assertThat(ShardStatement.parse(good.slice(32, good.size()))).isEmpty();
    assertThat(ShardStatement.parse(BATCH.statement(PAYEE).publicValues())).isEmpty();
    // The tag; numbers of more than 64 bits; a range with its high bytes set, or none; the payee.
    for (int at :
        new int[] {
          31, 32 + 23, 5 * 32 + 23, 14 * 32 + 7, 14 * 32 + 8, 14 * 32 + 27, 17 * 32 + 11
        }) {
      byte[] bad = good.toArray();
      bad[at] ^= 1;
      assertThat(ShardStatement.parse(Bytes.of(bad))).as("byte %d", at).isEmpty();
    }
    assertThatThrownBy(() -> new BlockRange(0, 0, 3)).hasMessageContaining("0 blocks");
    assertThatThrownBy(() -> new BlockRange(2, 2, 3)).hasMessageContaining("batch of 3");
    assertThatThrownBy(() -> new BlockRange(-1, 1, 3)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void planCoversTheBatchAndFits() {
    ForAll.cases(
        20,
        random -> {
          ProvableBatch batch =
              new RandomBatches(random).batch(1 + random.nextInt(12), random.nextInt(8));
          long most = 100_000 + random.nextLong(3_000_000);
          int at = 0;
          for (BlockRange range : ShardPlanner.split(batch, most)) {
            assertThat(range.first()).isEqualTo(at);
            at = range.end();
            assertThat(range.count() == 1 || batch.estimatedCycles(range) <= most).isTrue();
            if (!range.isLast()) {
              BlockRange longer = batch.range(range.first(), range.count() + 1);
              assertThat(batch.estimatedCycles(longer)).isGreaterThan(most);
            }
          }
          assertThat(at).isEqualTo(batch.size());
        });
  }
}
