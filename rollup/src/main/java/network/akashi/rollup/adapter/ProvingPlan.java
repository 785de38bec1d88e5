package network.akashi.rollup.adapter;

import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/** A statement, executed: what its runs read, and what they must publish. Immutable. */
public interface ProvingPlan {
  /**
   * A run.
   *
   * @param place counting from zero
   * @param firstBlock of the statement's blocks, counting from zero
   * @param blocks how many it executes
   * @param transactions in them
   * @param estimatedCycles a little more than the guest needs
   */
  record Shard(int place, int firstBlock, int blocks, int transactions, long estimatedCycles) {}

  ProofStatement statement();

  /** What executing gives, whoever proves it. */
  Outcome outcome();

  /** The runs, in their order; a single one is the whole statement. */
  List<Shard> shards();

  /** What the guest reads in run {@code shard}, for a proof that pays {@code payee}. */
  Bytes guestInput(int shard, Address payee);

  /** The words that run {@code shard} must publish. */
  List<Bytes32> publicValues(int shard, Address payee);

  /**
   * The statement's words that the runs' words join to: what is delivered.
   *
   * @param shardValues the words that each run published, in their order
   * @throws JoinException if they do not follow each other, naming the first that does not
   */
  List<Bytes32> join(List<List<Bytes32>> shardValues, Address payee);
}
