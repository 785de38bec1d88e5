package network.akashi.node.work;

import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.node.view.Terms;
import network.akashi.rollup.adapter.DataUnavailableException;
import network.akashi.rollup.adapter.JoinException;
import network.akashi.rollup.adapter.ProofStatement;
import network.akashi.rollup.adapter.ProvingPlan;
import network.akashi.rollup.adapter.ShardLimit;
import network.akashi.rollup.adapter.StackAdapter;
import network.akashi.rollup.adapter.StatementGoneException;

/** Requests of a rollup, through its adapter. */
public final class StackWork implements WorkSource {
  private final StackAdapter adapter;

  /** Work of {@code adapter}, which somebody else has follow its chain. */
  public StackWork(StackAdapter adapter) {
    this.adapter = adapter;
  }

  @Override
  public Work fetch(Terms terms) {
    ProofStatement statement =
        adapter
            .statement(terms.inputCommitment())
            .orElseThrow(() ->
                new WorkException(
                    NodeError.UNKNOWN_PROGRAM,
                    "%s asks for nothing like request %s".formatted(adapter.name(), terms.id())));
    if (!statement.programId().equals(terms.programId())) {
      throw new WorkException(
          NodeError.CLAIM_FALSE, "request and rollup name different programs for " + terms.id());
    }
    try {
      return new Planned(adapter.plan(statement, ShardLimit.perProof()), statement);
    } catch (DataUnavailableException e) {
      throw new WorkException(NodeError.DATA_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    } catch (StatementGoneException e) {
      throw new WorkException(NodeError.STATEMENT_GONE, String.valueOf(e.getMessage()), e);
    }
  }

  private record Planned(ProvingPlan plan, ProofStatement statement) implements Work {
    @Override
    public Bytes32 outputDigest() {
      return plan.outcome().outputDigest();
    }

    @Override
    public Bytes callbackOutput() {
      return plan.outcome().callbackOutput();
    }

    @Override
    public int runs() {
      return plan.shards().size();
    }

    @Override
    public byte[] input(int run, Address payee) {
      return plan.guestInput(run, payee).toArray();
    }

    @Override
    public long estimatedCycles(int run) {
      return plan.shards().get(run).estimatedCycles();
    }

    /** What is delivered is the digest of all joined words but the payee. */
    @Override
    public Bytes32 join(List<byte[]> outputs, Address payee) {
      List<List<Bytes32>> words = new ArrayList<>();
      for (byte[] output : outputs) {
        words.add(words(output));
      }
      try {
        List<Bytes32> joined = plan.join(words, payee);
        return statement.digestRule().digest(joined.subList(0, joined.size() - 1));
      } catch (JoinException e) {
        throw new WorkException(NodeError.CLAIM_FALSE, String.valueOf(e.getMessage()), e);
      }
    }

    private static List<Bytes32> words(byte[] output) {
      if (output.length == 0 || output.length % Bytes32.SIZE != 0) {
        throw new WorkException(NodeError.CLAIM_FALSE, "the output is not whole words");
      }
      Bytes all = Bytes.of(output);
      List<Bytes32> words = new ArrayList<>();
      for (int at = 0; at < output.length; at += Bytes32.SIZE) {
        words.add(new Bytes32(all.slice(at, at + Bytes32.SIZE)));
      }
      return words;
    }
  }
}
