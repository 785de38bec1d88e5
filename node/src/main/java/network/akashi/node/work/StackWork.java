package network.akashi.node.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  /** Half of what a proof covers, so that proving fits into 4 GiB of heap. */
  private static final ShardLimit RUNS = new ShardLimit(ShardLimit.CYCLES_PER_RUN / 2, 4_096);

  private final StackAdapter adapter;
  private final Bytes32 programId;

  /**
   * Work of {@code adapter}.
   *
   * @param programId that proves its statements
   */
  public StackWork(StackAdapter adapter, Bytes32 programId) {
    this.adapter = adapter;
    this.programId = programId;
  }

  @Override
  public Work fetch(Terms terms) {
    if (!terms.programId().equals(programId)) {
      throw new WorkException(
          NodeError.UNKNOWN_PROGRAM,
          "%s does not use program %s".formatted(adapter.name(), terms.programId()));
    }
    ProofStatement statement = statement(terms);
    if (!statement.programId().equals(terms.programId())) {
      throw new WorkException(
          NodeError.CLAIM_FALSE, "request and rollup name different programs for " + terms.id());
    }
    try {
      return new Planned(adapter.plan(statement, RUNS), statement);
    } catch (DataUnavailableException e) {
      throw new WorkException(NodeError.DATA_UNAVAILABLE, String.valueOf(e.getMessage()), e);
    } catch (StatementGoneException e) {
      throw new WorkException(NodeError.STATEMENT_GONE, String.valueOf(e.getMessage()), e);
    }
  }

  /** The adapter may have seen less of the chain than who asks: then it looks again. */
  private ProofStatement statement(Terms terms) {
    Optional<ProofStatement> known = adapter.statement(terms.inputCommitment());
    if (known.isEmpty()) {
      try {
        adapter.follow();
      } catch (DataUnavailableException e) {
        throw new WorkException(NodeError.DATA_UNAVAILABLE, String.valueOf(e.getMessage()), e);
      }
      known = adapter.statement(terms.inputCommitment());
    }
    return known.orElseThrow(() ->
        new WorkException(
            NodeError.DATA_UNAVAILABLE,
            "%s has no statement for request %s yet".formatted(adapter.name(), terms.id())));
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
    public Bytes32 outputDigest(int run, Address payee) {
      Bytes words =
          Bytes.concat(
              plan.publicValues(run, payee).stream().map(Bytes32::bytes).toArray(Bytes[]::new));
      return Sha256.of(words.toArray());
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
