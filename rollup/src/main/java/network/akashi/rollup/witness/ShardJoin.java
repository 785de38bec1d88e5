package network.akashi.rollup.witness;

import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;

/**
 * From the statements of shards to the statement of their batch: which shards make a batch, and
 * what they say together.
 */
public final class ShardJoin {
  /** What became of shards. */
  public sealed interface Result {
    /** They are a batch. */
    record Joined(BatchStatement statement) implements Result {}

    /** They are none. */
    record Refused(JoinRefusal refusal) implements Result {}
  }

  private ShardJoin() {}

  /**
   * Joins {@code shards}, which are in the order of their blocks.
   *
   * @param payee who is paid for the batch; the shards' payees may differ from it and each other
   */
  public static Result join(List<ShardStatement> shards, Address payee) {
    return refusal(shards)
        .<Result>map(Result.Refused::new)
        .orElseGet(() -> new Result.Joined(joined(shards, payee)));
  }

  private static Optional<JoinRefusal> refusal(List<ShardStatement> shards) {
    if (shards.isEmpty()) {
      return Optional.of(JoinRefusal.NO_SHARDS);
    }
    ShardStatement first = shards.getFirst();
    Optional<JoinRefusal> refusal = beginning(first);
    ShardStatement before = first;
    for (ShardStatement shard : shards.subList(1, shards.size())) {
      ShardStatement previous = before;
      refusal = refusal.or(() -> difference(first, shard)).or(() -> interruption(previous, shard));
      before = shard;
    }
    boolean isWhole = before.range().isLast();
    return refusal.or(() -> isWhole ? Optional.empty() : Optional.of(JoinRefusal.ENDS_EARLY));
  }

  private static Optional<JoinRefusal> beginning(ShardStatement first) {
    if (first.range().first() != 0) {
      return Optional.of(JoinRefusal.BEGINS_LATE);
    }
    if (!first.prevBlockHash().equals(first.batchPrevBlockHash())) {
      return Optional.of(JoinRefusal.WRONG_FIRST_PARENT);
    }
    return first.withdrawalsBefore().equals(Bytes32.ZERO)
        ? Optional.empty()
        : Optional.of(JoinRefusal.WITHDRAWALS_BEFORE_FIRST);
  }

  private static Optional<JoinRefusal> difference(ShardStatement a, ShardStatement b) {
    if (a.chainId() != b.chainId()) {
      return Optional.of(JoinRefusal.DIFFERENT_CHAINS);
    }
    if (!a.configHash().equals(b.configHash())) {
      return Optional.of(JoinRefusal.DIFFERENT_CONFIGS);
    }
    if (!a.daCommitment().equals(b.daCommitment())) {
      return Optional.of(JoinRefusal.DIFFERENT_DATA);
    }
    if (!a.batchPrevBlockHash().equals(b.batchPrevBlockHash())) {
      return Optional.of(JoinRefusal.DIFFERENT_PARENTS);
    }
    return a.range().total() == b.range().total()
        ? Optional.empty()
        : Optional.of(JoinRefusal.DIFFERENT_TOTALS);
  }

  private static Optional<JoinRefusal> interruption(ShardStatement before, ShardStatement next) {
    if (next.range().first() != before.range().end()) {
      return Optional.of(JoinRefusal.GAP);
    }
    if (!next.prevBlockHash().equals(before.newBlockHash())) {
      return Optional.of(JoinRefusal.BROKEN_CHAIN);
    }
    if (!next.depositHashPrev().equals(before.depositHashNew())) {
      return Optional.of(JoinRefusal.BROKEN_DEPOSITS);
    }
    if (!next.forcedHashPrev().equals(before.forcedHashNew())) {
      return Optional.of(JoinRefusal.BROKEN_FORCED);
    }
    return next.withdrawalsBefore().equals(before.withdrawalsAfter())
        ? Optional.empty()
        : Optional.of(JoinRefusal.BROKEN_WITHDRAWALS);
  }

  private static BatchStatement joined(List<ShardStatement> shards, Address payee) {
    ShardStatement first = shards.getFirst();
    ShardStatement last = shards.getLast();
    return new BatchStatement(
        first.chainId(),
        first.configHash(),
        first.batchPrevBlockHash(),
        last.newBlockHash(),
        last.newBlockNumber(),
        last.newStateRoot(),
        first.daCommitment(),
        first.depositHashPrev(),
        last.depositHashNew(),
        first.forcedHashPrev(),
        last.forcedHashNew(),
        last.withdrawalsRoot(),
        payee);
  }
}
