package network.akashi.rollup.witness;

import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.ForcedTransaction;
import network.akashi.rollup.trie.WitnessNode;

/** An input of the guest in its parts, each of which a test may spoil. */
final class InputDraft {
  long format = GuestInput.FORMAT;
  long kind;
  long chainId;
  Bytes32 configHash = Bytes32.ZERO;
  Bytes parent = Bytes.EMPTY;
  Bytes batchParent = Bytes.EMPTY;
  long first;
  long count;
  List<CarriedBlob> blobs = List.of();
  long depositsInBatch;
  long forcedInBatch;
  QueuePosition depositsFrom = QueuePosition.START;
  List<Deposit> deposits = List.of();
  QueuePosition forcedFrom = QueuePosition.START;
  List<ForcedTransaction> forced = List.of();
  List<Bytes32> leaves = List.of();
  List<WitnessNode> nodes = new ArrayList<>();

  /** The parts of what {@code batch} gives. */
  static InputDraft of(ProvableBatch batch, BlockRange range, boolean whole) {
    InputDraft draft = new InputDraft();
    draft.kind = whole ? GuestInput.WHOLE : GuestInput.SHARD;
    ShardStatement statement = batch.statement(range, GuestConformance.PAYEE);
    draft.chainId = statement.chainId();
    draft.configHash = statement.configHash();
    draft.parent = batch.batch().parentOf(range.first()).rlp();
    draft.batchParent = whole ? Bytes.EMPTY : batch.batch().post().parent().rlp();
    draft.first = range.first();
    draft.count = range.count();
    draft.blobs = batch.blobs();
    List<Deposit> deposits = batch.batch().post().deposits();
    List<ForcedTransaction> forced = batch.batch().post().forced();
    draft.depositsInBatch = deposits.size();
    draft.forcedInBatch = forced.size();
    int d = 0;
    int f = 0;
    for (int i = 0; i < range.first(); i++) {
      d += batch.batch().derived().blocks().get(i).deposits();
      f += batch.batch().derived().blocks().get(i).forced();
    }
    int dEnd = d;
    int fEnd = f;
    for (int i = range.first(); i < range.end(); i++) {
      dEnd += batch.batch().derived().blocks().get(i).deposits();
      fEnd += batch.batch().derived().blocks().get(i).forced();
    }
    draft.deposits = deposits.subList(d, dEnd);
    draft.forced = forced.subList(f, fEnd);
    // The test batches begin at deposit 5 and forced transaction 2.
    draft.depositsFrom = new QueuePosition(5L + d, statement.depositHashPrev());
    draft.forcedFrom = new QueuePosition(2L + f, statement.forcedHashPrev());
    draft.leaves = batch.batch().withdrawals(range.first()).stream().map(w -> w.leaf()).toList();
    draft.nodes = new ArrayList<>(batch.witness(range));
    return draft;
  }

  /** Up to and with the blobs. */
  private GuestInput head() {
    return new GuestInput()
        .number(format)
        .number(kind)
        .number(chainId)
        .word(configHash)
        .word(Words.of(GuestConformance.PAYEE))
        .bytes(parent)
        .bytes(batchParent)
        .number(first)
        .number(count);
  }

  /** With blobs that need not be any. */
  Bytes withUsed(List<Bytes> used) {
    GuestInput input = head().number(used.size());
    for (Bytes bytes : used) {
      input.word(blobs.getFirst().versionedHash()).bytes(bytes);
    }
    return rest(input);
  }

  Bytes toBytes() {
    return rest(head().blobs(blobs));
  }

  private Bytes rest(GuestInput input) {
    return input
        .number(depositsInBatch)
        .number(forcedInBatch)
        .deposits(depositsFrom, deposits)
        .forced(forcedFrom, forced)
        .words(leaves)
        .nodes(nodes)
        .toBytes();
  }
}
