package network.akashi.rollup.adapter;

import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes32;
import network.akashi.chain.abi.ContractCall;
import network.akashi.chain.rpc.RpcException;

/**
 * One rollup on one L1, as those see it who prove, attest or watch.
 *
 * <p>An adapter follows L1 by itself, keeps what it needs durably, and may be thrown away at any
 * time: a new one with the same folder goes on, one with an empty folder begins at the rollup's
 * first block and comes to the same. Safe for use by several threads; {@link #follow} and {@link
 * #plan} may take seconds.
 */
public interface StackAdapter extends AutoCloseable {
  /** The stack and which rollup of it, for people: such as {@code akashi-reference 0x12…}. */
  String name();

  /**
   * Follows L1 to its head.
   *
   * <p>Changes are not remembered for a reader: after a restart every statement that is not final
   * is reported as {@link StatementChange.Opened} again, so a reader has to know by {@link
   * ProofStatement#inputCommitment()} what it has seen.
   *
   * @return what changed since the last call, in L1's order
   * @throws RpcException if L1 cannot be asked; the next call goes on
   */
  List<StatementChange> follow();

  /** The open statement that a market request with this input commitment asks to prove. */
  Optional<ProofStatement> statement(Bytes32 inputCommitment);

  /** What has to be fetched to prove or check a statement. */
  FetchPlan fetchPlan(ProofStatement statement);

  /**
   * Fetches what {@link #fetchPlan} names from wherever this adapter was told to look, checks it
   * against L1, executes, and cuts the work into runs.
   *
   * @param limit of the runs
   * @throws DataUnavailableException if no source has an item; it may be there later
   * @throws StatementGoneException if L1 took the statement back meanwhile
   */
  ProvingPlan plan(ProofStatement statement, ShardLimit limit);

  /**
   * The L1 call that has the rollup take a result.
   *
   * @return empty if the rollup takes results of this kind through the market's callback only
   */
  Optional<ContractCall<?>> settle(Outcome outcome, Evidence evidence);

  /** How far L1 is with a statement. */
  Finality finality(ProofStatement statement);

  @Override
  void close();
}
