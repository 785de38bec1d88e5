package network.akashi.rollup.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.witness.BatchStatement;
import network.akashi.rollup.witness.BlockRange;
import network.akashi.rollup.witness.ProvableBatch;
import network.akashi.rollup.witness.ShardJoin;
import network.akashi.rollup.witness.ShardStatement;

/** A batch of the reference rollup, executed and cut. A single run is one over the whole batch. */
final class ReferencePlan implements ProvingPlan {
  private final ProvableBatch batch;
  private final List<Shard> shards;
  private final Outcome outcome;

  ReferencePlan(ProofStatement statement, ProvableBatch batch, List<Shard> shards) {
    this.batch = batch;
    this.shards = List.copyOf(shards);
    BatchStatement result = batch.statement(Address.ZERO);
    List<Bytes32> words = result.words().subList(0, BatchStatement.WORDS - 1);
    this.outcome =
        new Outcome(
            statement,
            words,
            result.outputDigest(),
            ReferenceWords.callbackOutput(statement.index(), words));
  }

  @Override
  public ProofStatement statement() {
    return outcome.statement();
  }

  @Override
  public Outcome outcome() {
    return outcome;
  }

  @Override
  public List<Shard> shards() {
    return shards;
  }

  @Override
  public Bytes guestInput(int shard, Address payee) {
    return isWhole() ? batch.input(payee) : batch.input(range(shard), payee);
  }

  @Override
  public List<Bytes32> publicValues(int shard, Address payee) {
    return isWhole()
        ? batch.statement(payee).words()
        : batch.statement(range(shard), payee).words();
  }

  private boolean isWhole() {
    return shards.size() == 1;
  }

  private BlockRange range(int place) {
    Objects.checkIndex(place, shards.size());
    Shard shard = shards.get(place);
    return batch.range(shard.firstBlock(), shard.blocks());
  }

  @Override
  public List<Bytes32> join(List<List<Bytes32>> shardValues, Address payee) {
    List<Bytes32> joined =
        isWhole() && shardValues.size() == 1
            ? whole(shardValues.getFirst(), payee)
            : shards(shardValues, payee);
    List<Bytes32> expected = outcome.publicValues(payee);
    if (!joined.equals(expected)) {
      throw new JoinException("the runs join to another statement than executing the batch gives");
    }
    return joined;
  }

  private static List<Bytes32> whole(List<Bytes32> values, Address payee) {
    if (values.size() != BatchStatement.WORDS) {
      throw new JoinException(
          "a run over a whole batch publishes %d words, not %d"
              .formatted(BatchStatement.WORDS, values.size()));
    }
    List<Bytes32> joined = new ArrayList<>(values.subList(0, BatchStatement.WORDS - 1));
    byte[] word = new byte[Bytes32.SIZE];
    System.arraycopy(payee.toArray(), 0, word, Bytes32.SIZE - Address.SIZE, Address.SIZE);
    joined.add(Bytes32.of(word));
    return joined;
  }

  private static List<Bytes32> shards(List<List<Bytes32>> shardValues, Address payee) {
    List<ShardStatement> statements = new ArrayList<>();
    for (List<Bytes32> each : shardValues) {
      Bytes all = Bytes.concat(each.stream().map(Bytes32::bytes).toArray(Bytes[]::new));
      int place = statements.size();
      statements.add(
          ShardStatement.parse(all)
              .orElseThrow(() ->
                  new JoinException("run %d published no statement of a shard".formatted(place))));
    }
    return switch (ShardJoin.join(statements, payee)) {
      case ShardJoin.Result.Joined(BatchStatement statement) -> statement.words();
      case ShardJoin.Result.Refused(var refusal) ->
          throw new JoinException("the runs do not join: " + refusal);
    };
  }
}
