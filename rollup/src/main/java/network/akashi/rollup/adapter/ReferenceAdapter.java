package network.akashi.rollup.adapter;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Block;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes32;
import network.akashi.chain.abi.ContractCall;
import network.akashi.chain.blob.Blob;
import network.akashi.chain.contracts.Credit;
import network.akashi.chain.contracts.Result;
import network.akashi.chain.contracts.Rollup;
import network.akashi.chain.contracts.Root;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.rollup.batch.Post;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.l1.BatchDerivation;
import network.akashi.rollup.l1.BlobFetcher;
import network.akashi.rollup.l1.BlobRef;
import network.akashi.rollup.l1.BlobUnavailableException;
import network.akashi.rollup.l1.Deriver;
import network.akashi.rollup.l1.InboxFollower;
import network.akashi.rollup.l1.InboxView;
import network.akashi.rollup.l1.PostedBatch;
import network.akashi.rollup.l1.RollupIdentity;
import network.akashi.rollup.l1.Tips;
import network.akashi.rollup.witness.CarriedBlob;
import network.akashi.rollup.witness.ProvableBatch;
import network.akashi.rollup.witness.QueuePosition;
import network.akashi.rollup.witness.Settlement;

/**
 * The reference rollup: its batches are the statements.
 *
 * <p>It derives the rollup's chain from L1 as it follows, because a batch can be executed only on
 * the state that those before it left. Batches that build on another block are never opened: they
 * can never be settled.
 */
public final class ReferenceAdapter implements StackAdapter {
  private static final System.Logger LOG = System.getLogger(ReferenceAdapter.class.getName());

  private final Ethereum l1;
  private final Rollup rollup;
  private final Settlement settlement;
  private final Bytes32 programId;
  private final long attestWindowSeconds;
  private final InboxFollower follower;
  private final BlobFetcher blobs;
  private final Deriver deriver;
  private final Map<Bytes32, Long> blockTimes = new HashMap<>();

  /** What was reported, by batch, with the stage that was reported last. */
  private final Map<PostedBatch, Finality.Stage> reported = new LinkedHashMap<>();

  private volatile Map<Bytes32, ProofStatement> open = Map.of();

  private ReferenceAdapter(
      Ethereum l1,
      Rollup rollup,
      Genesis genesis,
      Bytes32 configHash,
      InboxFollower follower,
      BlobFetcher blobs) {
    this.l1 = l1;
    this.rollup = rollup;
    this.settlement = new Settlement(genesis.chainId(), configHash);
    this.programId = l1.call(rollup.programId());
    this.attestWindowSeconds = l1.call(rollup.attestWindow());
    this.follower = follower;
    this.blobs = blobs;
    this.deriver = new Deriver(genesis, blobs);
  }

  /**
   * An adapter that keeps L1's events in {@code file}.
   *
   * @param firstBlock the L1 block that created the contract
   * @param blobs with an archive, or each start fetches all data again
   * @throws IllegalArgumentException if the contract was deployed with another genesis
   */
  public static ReferenceAdapter open(
      Ethereum l1, Rollup rollup, long firstBlock, Genesis genesis, Path file, BlobFetcher blobs) {
    Bytes32 configHash = RollupIdentity.require(l1, rollup, genesis);
    return new ReferenceAdapter(
        l1,
        rollup,
        genesis,
        configHash,
        InboxFollower.open(l1, rollup.address(), firstBlock, file),
        blobs);
  }

  @Override
  public String name() {
    return "akashi-reference " + rollup.address();
  }

  @Override
  public void close() {
    follower.close();
  }

  @Override
  public synchronized List<StatementChange> follow() {
    follower.tick();
    InboxView view = follower.view();
    derive(view);
    Optional<PostedBatch> dead = deriver.deadBatch(view);
    List<PostedBatch> provable =
        view.batches().stream()
            .filter(each -> dead.isEmpty() || each.index() < dead.get().index())
            .toList();
    Map<PostedBatch, ProofStatement> statements = new LinkedHashMap<>();
    for (PostedBatch each : provable) {
      statements.put(each, statementOf(each, view));
    }
    List<StatementChange> changes = new ArrayList<>();
    reported
        .keySet()
        .removeIf(each -> {
          boolean gone = !statements.containsKey(each);
          if (gone) {
            ProofStatement statement = statementOf(each, view);
            changes.add(new StatementChange.Gone(statement, "discarded, or its L1 block is gone"));
          }
          return gone;
        });
    for (Map.Entry<PostedBatch, ProofStatement> each : statements.entrySet()) {
      report(each.getKey(), each.getValue(), view, changes);
    }
    Map<Bytes32, ProofStatement> byInput = new HashMap<>();
    statements.values().forEach(each -> byInput.put(each.inputCommitment(), each));
    open = Map.copyOf(byInput);
    return changes;
  }

  private void report(
      PostedBatch batch, ProofStatement statement, InboxView view, List<StatementChange> changes) {
    Finality.Stage stage = stage(batch, view.tips());
    Finality.Stage before = reported.put(batch, stage);
    if (before == null && stage != Finality.Stage.PROVEN) {
      changes.add(new StatementChange.Opened(statement));
    }
    if (before == null ? stage != Finality.Stage.POSTED : before != stage) {
      long deep = view.head().number() - batch.l1Block().number();
      changes.add(new StatementChange.Moved(statement, new Finality(stage, true, deep)));
    }
  }

  private static Finality.Stage stage(PostedBatch batch, Tips tips) {
    if (batch.index() <= tips.proven()) {
      return Finality.Stage.PROVEN;
    }
    return batch.index() <= tips.attested() ? Finality.Stage.ATTESTED : Finality.Stage.POSTED;
  }

  private void derive(InboxView view) {
    try {
      while (deriver.next(view).isPresent()) {
        // each call derives one batch
      }
    } catch (BlobUnavailableException e) {
      LOG.log(System.Logger.Level.WARNING, String.valueOf(e.getMessage()));
    }
  }

  private ProofStatement statementOf(PostedBatch batch, InboxView view) {
    long postedAt = timeOf(batch);
    return new ProofStatement(
        "batch " + batch.index(),
        batch.index(),
        rollup.address(),
        programId,
        batch.inputCommitment(),
        ReferenceWords.known(settlement, batch, view),
        DigestRule.SHA256,
        batch.l1Block(),
        postedAt,
        postedAt + attestWindowSeconds);
  }

  /** The time of an L1 block, or now if it is gone meanwhile: the next look will tell. */
  private long timeOf(PostedBatch batch) {
    return blockTimes.computeIfAbsent(
        batch.l1Block().hash(),
        hash ->
            l1.block(new BlockId.Hash(hash))
                .map(Block::timestampSeconds)
                .orElseGet(() -> l1.block(BlockId.Tag.LATEST).orElseThrow().timestampSeconds()));
  }

  @Override
  public Optional<ProofStatement> statement(Bytes32 inputCommitment) {
    return Optional.ofNullable(open.get(inputCommitment));
  }

  @Override
  public FetchPlan fetchPlan(ProofStatement statement) {
    PostedBatch batch = posted(statement, follower.view());
    return new FetchPlan(
        BlobRef.of(batch).stream()
            .map(each ->
                new FetchPlan.Item(
                    each.versionedHash(), batch.l1Block(), statement.postedAtSeconds()))
            .toList());
  }

  private static PostedBatch posted(ProofStatement statement, InboxView view) {
    return view.batch(statement.index())
        .filter(each -> each.inputCommitment().equals(statement.inputCommitment()))
        .orElseThrow(() -> new StatementGoneException(statement));
  }

  @Override
  public ProvingPlan plan(ProofStatement statement, ShardLimit limit) {
    InboxView view = follower.view();
    PostedBatch batch = posted(statement, view);
    Deriver.Tip before = before(statement, batch, view);
    List<CarriedBlob> data = new ArrayList<>();
    for (BlobRef each : BlobRef.of(batch)) {
      data.add(new CarriedBlob(each.versionedHash(), fetch(each)));
    }
    Post post = BatchDerivation.post(batch, before.header(), view);
    ProvableBatch provable =
        ProvableBatch.of(
            settlement,
            before.state(),
            post,
            data,
            new QueuePosition(batch.depositsBefore(), view.depositHash(batch.depositsBefore())),
            new QueuePosition(batch.forcedBefore(), view.forcedHash(batch.forcedBefore())));
    if (!provable.statement(Address.ZERO).inputCommitment().equals(statement.inputCommitment())) {
      // Opened on L1 at other points than its data gives: nobody can prove it.
      throw new StatementGoneException(statement);
    }
    return new ReferencePlan(statement, provable, Shards.cut(provable, limit));
  }

  private Deriver.Tip before(ProofStatement statement, PostedBatch batch, InboxView view) {
    try {
      while (deriver.batches() + 1 < batch.index() && deriver.next(view).isPresent()) {
        // each call derives one batch
      }
    } catch (BlobUnavailableException e) {
      throw new DataUnavailableException(e.versionedHash(), e.tried());
    }
    return deriver
        .before(batch, view)
        .filter(tip -> tip.header().hash().equals(batch.prevBlockHash()))
        .orElseThrow(() -> new StatementGoneException(statement));
  }

  private Blob fetch(BlobRef ref) {
    try {
      return blobs.fetch(ref);
    } catch (BlobUnavailableException e) {
      throw new DataUnavailableException(e.versionedHash(), e.tried());
    }
  }

  @Override
  public Optional<ContractCall<?>> settle(Outcome outcome, Evidence evidence) {
    BigInteger index = BigInteger.valueOf(outcome.statement().index());
    Result result = ReferenceWords.result(outcome.values());
    return Optional.of(
        switch (evidence) {
          case Evidence.Attested(var payee, var work, var hash, var data) ->
              rollup.attest(index, result, new Credit(payee, BigInteger.valueOf(work), hash), data);
          case Evidence.Proven(var payee, var work, var proof) ->
              rollup.prove(index, result, payee, BigInteger.valueOf(work), proof);
        });
  }

  @Override
  public Finality finality(ProofStatement statement) {
    InboxView view = follower.view();
    Optional<PostedBatch> batch =
        view.batch(statement.index())
            .filter(each -> each.inputCommitment().equals(statement.inputCommitment()));
    if (batch.isEmpty()) {
      return new Finality(Finality.Stage.GONE, false, -1);
    }
    long deep = view.head().number() - batch.get().l1Block().number();
    BigInteger index = BigInteger.valueOf(statement.index());
    Rollup.ProvenRootResult proven = l1.call(rollup.provenRoot(index));
    if (isOf(proven.root(), batch.get())) {
      return new Finality(Finality.Stage.PROVEN, proven.settled(), deep);
    }
    Rollup.AttestedRootResult attested = l1.call(rollup.attestedRoot(index));
    if (isOf(attested.root(), batch.get())) {
      return new Finality(Finality.Stage.ATTESTED, attested.settled(), deep);
    }
    return new Finality(Finality.Stage.POSTED, false, deep);
  }

  private static boolean isOf(Root root, PostedBatch batch) {
    return root.serial() == batch.serial();
  }
}
