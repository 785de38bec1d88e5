package network.akashi.rollup.adapter;

import java.util.ArrayList;
import java.util.List;
import network.akashi.rollup.state.ExecutedBlock;
import network.akashi.rollup.witness.BlockRange;
import network.akashi.rollup.witness.ProvableBatch;
import network.akashi.rollup.witness.ShardPlanner;

/** Cuts a batch into runs of whole blocks. */
final class Shards {
  private Shards() {}

  /** Runs within the limit, as few as there can be; larger ones if there would be too many. */
  static List<ProvingPlan.Shard> cut(ProvableBatch batch, ShardLimit limit) {
    long most = limit.mostCycles();
    List<BlockRange> ranges = ShardPlanner.split(batch, most);
    while (ranges.size() > limit.mostShards()) {
      most += most / 4 + 1;
      ranges = ShardPlanner.split(batch, most);
    }
    List<ProvingPlan.Shard> shards = new ArrayList<>();
    for (BlockRange each : ranges) {
      int transactions = 0;
      for (ExecutedBlock block : batch.batch().blocks().subList(each.first(), each.end())) {
        transactions += block.verdicts().size();
      }
      shards.add(
          new ProvingPlan.Shard(
              shards.size(),
              each.first(),
              each.count(),
              transactions,
              batch.estimatedCycles(each)));
    }
    return shards;
  }
}
