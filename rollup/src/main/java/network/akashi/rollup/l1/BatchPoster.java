package network.akashi.rollup.l1;

import java.nio.file.Path;
import java.util.List;
import network.akashi.chain.contracts.Rollup;
import network.akashi.chain.outbox.Intent;
import network.akashi.chain.outbox.IntentState;
import network.akashi.chain.outbox.IntentStatus;
import network.akashi.chain.outbox.OutboxConfig;
import network.akashi.chain.outbox.TransactionManager;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.tx.PrivateKey;

/**
 * Posts batches, each once, whatever happens to this process, the node or L1.
 *
 * <p>A posting is an intent whose key is made of the batch's index, its content, how often L1 has
 * discarded batches, and a number that grows only when the attempt before it can never be included
 * any more. The intent is in the ledger before anything is sent, so a process that dies anywhere
 * finds by the key alone what it was doing; it keeps nothing else.
 *
 * <p>Two different batches of one index are never on their way together: the older is called off
 * first, and the newer waits until L1 has settled which nonce was used for what.
 */
public final class BatchPoster implements AutoCloseable {
  private final TransactionManager manager;
  private final Rollup rollup;
  private String waitingFor = "";
  private long notBefore;

  private BatchPoster(TransactionManager manager, Rollup rollup) {
    this.manager = manager;
    this.rollup = rollup;
  }

  /**
   * A poster with its ledger in {@code file}.
   *
   * @param key the sequencer's; nobody else may send from it
   * @throws network.akashi.chain.outbox.LedgerException if the file is in use, or of another key
   */
  public static BatchPoster open(
      Ethereum ethereum, Rollup rollup, PrivateKey key, Path file, OutboxConfig config) {
    return new BatchPoster(TransactionManager.open(ethereum, key, file, config), rollup);
  }

  @Override
  public void close() {
    manager.close();
  }

  /**
   * Sees to it that a batch gets posted; to be called again until the view has it.
   *
   * @param view in which the batch is not posted yet, and all before it are
   */
  public Posting post(PostableBatch batch, InboxView view) {
    String ofIndex = "batch %d ".formatted(batch.index());
    String ofContent =
        ofIndex
            + "%s after %d discards, attempt "
                .formatted(batch.digest().toHex().substring(2, 18), view.discards());
    int refusals = 0;
    String refusal = "";
    for (IntentStatus each : manager.statuses(ofIndex)) {
      boolean same = each.key().startsWith(ofContent);
      if (mayStillCount(each, view)) {
        if (same) {
          return new Posting.Underway(describe(each));
        }
        manager.cancel(each.key());
        return new Posting.Waiting("calling off " + each.key());
      }
      if (same) {
        refusals++;
        refusal = each.note();
      }
    }
    if (refusals > 0 && !isTimeToTryAgain(ofContent + refusals, refusals, view)) {
      return new Posting.Refused(refusal, refusals);
    }
    Intent intent =
        Intent.of(ofContent + refusals, rollup.postBatch(batch.toPost())).withBlobs(batch.blobs());
    manager.submit(intent);
    return refusals == 0
        ? new Posting.Underway("handed over")
        : new Posting.Refused(refusal, refusals);
  }

  /** What the contract refused is tried again after 1, 2, 4 … 64 blocks. */
  private synchronized boolean isTimeToTryAgain(String attempt, int refusals, InboxView view) {
    if (!attempt.equals(waitingFor)) {
      waitingFor = attempt;
      notBefore = view.head().number() + (1L << Math.min(refusals - 1, 6));
    }
    return view.head().number() >= notBefore;
  }

  /** Whether it is, or may still become, what L1 has of this index. */
  private static boolean mayStillCount(IntentStatus intent, InboxView view) {
    if (!intent.state().isFinal()) {
      return true;
    }
    // Done, and yet not in the view: the view lags behind, or all of it was undone.
    return intent.state() == IntentState.DONE
        && intent.succeeded()
        && intent.blockNumber().orElse(0) > view.head().number();
  }

  private static String describe(IntentStatus intent) {
    String what =
        switch (intent.state()) {
          case QUEUED -> "queued";
          case SENT -> "sent, %d transactions".formatted(intent.attempts());
          case INCLUDED, DONE -> "in L1 block " + intent.blockNumber().orElse(0);
          case REFUSED -> "refused";
          case CANCELLED -> "called off";
        };
    return intent.note().isEmpty() ? what : what + " (" + intent.note() + ")";
  }

  /** Calls off all postings of batches from {@code index} on that are not in a block yet. */
  public void callOff(long index, long highest) {
    for (long each = index; each <= highest; each++) {
      for (IntentStatus intent : manager.statuses("batch %d ".formatted(each))) {
        if (!intent.state().isFinal()) {
          manager.cancel(intent.key());
        }
      }
    }
  }

  /** All postings of a batch, for people. */
  public List<IntentStatus> postings(long index) {
    return manager.statuses("batch %d ".formatted(index));
  }

  /**
   * Takes an intent of another kind from the same key, such as a discard.
   *
   * @throws IllegalArgumentException if another intent has its key
   */
  public void submit(Intent intent) {
    manager.submit(intent);
  }

  /**
   * Sends, replaces and settles.
   *
   * @throws network.akashi.chain.rpc.RpcException if L1 cannot be asked
   */
  public void tick() {
    manager.tick();
  }
}
