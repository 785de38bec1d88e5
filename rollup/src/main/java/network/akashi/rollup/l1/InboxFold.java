package network.akashi.rollup.l1;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Log;
import network.akashi.chain.contracts.BatchPost;
import network.akashi.chain.contracts.RollupEvent;
import network.akashi.chain.follow.BlockRef;

/** Folds the contract's events, in their order, into what they leave. */
final class InboxFold {
  private final List<QueuedDeposit> deposits = new ArrayList<>();
  private final List<QueuedTransaction> forced = new ArrayList<>();
  private final List<PostedBatch> batches = new ArrayList<>();
  private Tips tips = Tips.GENESIS;
  private long discards;
  private boolean escaped;

  void apply(Log log) {
    RollupEvent.decode(log).ifPresent(event -> apply(event, log));
  }

  private void apply(RollupEvent event, Log log) {
    switch (event) {
      case RollupEvent.Deposited deposited ->
          deposits.add(
              new QueuedDeposit(
                  number(deposited.index(), deposits.size()),
                  deposited.to(),
                  deposited.amountGwei().longValue(),
                  deposited.hash(),
                  log.blockNumber()));
      case RollupEvent.TransactionForced each ->
          forced.add(
              new QueuedTransaction(
                  number(each.index(), forced.size()),
                  each.transaction(),
                  each.hash(),
                  log.blockNumber()));
      case RollupEvent.BatchPosted posted -> post(posted, log);
      case RollupEvent.BatchesDiscarded discarded -> {
        int from = discarded.from().intValueExact();
        batches.subList(from - 1, batches.size()).clear();
        tips = new Tips(batches.size(), tips.attested(), tips.proven());
        discards++;
      }
      case RollupEvent.TipsMoved moved ->
          tips =
              new Tips(
                  moved.posted().longValueExact(),
                  moved.attested().longValueExact(),
                  moved.proven().longValueExact());
      case RollupEvent.EscapeActivated ignored -> escaped = true;
      case RollupEvent.AttestationsFrozen ignored -> {}
      case RollupEvent.AttestedRefuted ignored -> {}
      case RollupEvent.BudgetChanged ignored -> {}
      case RollupEvent.DepositReclaimed ignored -> {}
      case RollupEvent.Escaped ignored -> {}
      case RollupEvent.ProofRequested ignored -> {}
      case RollupEvent.ProvenContradicted ignored -> {}
      case RollupEvent.RequestDeferred ignored -> {}
      case RollupEvent.RootAttested ignored -> {}
      case RollupEvent.RootProven ignored -> {}
      case RollupEvent.Withdrawn ignored -> {}
    }
  }

  private void post(RollupEvent.BatchPosted posted, Log log) {
    BatchPost post = posted.post();
    boolean first = batches.isEmpty();
    batches.add(
        new PostedBatch(
            number(posted.index(), batches.size() + 1),
            posted.serial(),
            posted.inputCommitment(),
            post.prevBlockHash(),
            first ? 0 : batches.getLast().depositsAfter(),
            post.depositCount().longValueExact(),
            first ? 0 : batches.getLast().forcedAfter(),
            post.forcedCount().longValueExact(),
            posted.blobs(),
            post.openings(),
            new BlockRef(log.blockNumber(), log.blockHash()),
            log.transactionHash()));
    tips = new Tips(batches.size(), tips.attested(), tips.proven());
  }

  /** A gap would mean that events were lost, and everything after it is wrong. */
  private static long number(BigInteger index, long expected) {
    if (!index.equals(BigInteger.valueOf(expected))) {
      throw new IllegalStateException(
          "the contract's events have a gap: %s follows where %d should"
              .formatted(index, expected));
    }
    return expected;
  }

  InboxView view(BlockRef head) {
    return new InboxView(head, deposits, forced, batches, tips, discards, escaped);
  }
}
