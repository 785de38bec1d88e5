package network.akashi.rollup.adapter;

import java.util.ArrayList;
import java.util.List;
import network.akashi.rollup.batch.BlobBinding;
import network.akashi.rollup.state.ExecutedBlock;
import network.akashi.rollup.witness.CarriedBlob;
import network.akashi.rollup.witness.ProvableBatch;

/** Cuts a batch into runs of whole blocks. */
final class Shards {
  private Shards() {}

  /** Runs within the limit, as few as possible, and as even as that leaves room for. */
  static List<ProvingPlan.Shard> cut(
      ProvableBatch batch, List<CarriedBlob> data, ProvingWork work, ShardLimit limit) {
    long bytes = data.stream().mapToLong(each -> BlobBinding.used(each.blob()).size()).sum();
    long most = limit.mostCycles();
    List<ProvingPlan.Shard> shards = cut(batch, bytes, work, most);
    while (shards.size() > limit.mostShards()) {
      most += most / 4 + 1;
      shards = cut(batch, bytes, work, most);
    }
    return shards;
  }

  private static List<ProvingPlan.Shard> cut(
      ProvableBatch batch, long bytes, ProvingWork work, long most) {
    List<ProvingPlan.Shard> shards = new ArrayList<>();
    int first = 0;
    int transactions = 0;
    int deposits = 0;
    for (int i = 0; i < batch.size(); i++) {
      ExecutedBlock block = batch.batch().blocks().get(i);
      int moreTransactions = block.verdicts().size();
      int moreDeposits = block.block().deposits().size();
      long cycles = work.cycles(bytes, transactions + moreTransactions, deposits + moreDeposits);
      if (i > first && cycles > most) {
        shards.add(shard(shards.size(), first, i, transactions, deposits, bytes, work));
        first = i;
        transactions = 0;
        deposits = 0;
      }
      transactions += moreTransactions;
      deposits += moreDeposits;
    }
    shards.add(shard(shards.size(), first, batch.size(), transactions, deposits, bytes, work));
    return shards;
  }

  private static ProvingPlan.Shard shard(
      int place, int first, int end, int transactions, int deposits, long bytes, ProvingWork work) {
    return new ProvingPlan.Shard(
        place, first, end - first, transactions, work.cycles(bytes, transactions, deposits));
  }
}
