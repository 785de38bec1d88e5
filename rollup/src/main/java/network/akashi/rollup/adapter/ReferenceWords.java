package network.akashi.rollup.adapter;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.Result;
import network.akashi.rollup.batch.BlobBinding;
import network.akashi.rollup.l1.InboxView;
import network.akashi.rollup.l1.PostedBatch;
import network.akashi.rollup.witness.BatchStatement;
import network.akashi.rollup.witness.Settlement;

/** The reference rollup's fourteen words: which are known, and what the contract makes of them. */
final class ReferenceWords {
  private static final int NEW_BLOCK_HASH = 4;
  private static final int NEW_BLOCK_NUMBER = 5;
  private static final int NEW_STATE_ROOT = 6;
  private static final int WITHDRAWALS_ROOT = 12;

  private ReferenceWords() {}

  /** The words of a batch that L1 knows. */
  static List<Optional<Bytes32>> known(Settlement settlement, PostedBatch batch, InboxView view) {
    List<BlobBinding> bindings = new ArrayList<>();
    for (int i = 0; i < batch.blobs().size(); i++) {
      bindings.add(
          new BlobBinding(
              batch.blobs().get(i), batch.openings().get(i).z(), batch.openings().get(i).y()));
    }
    boolean there =
        view.deposits().size() >= batch.depositsAfter()
            && view.forced().size() >= batch.forcedAfter();
    List<Bytes32> words =
        new BatchStatement(
                settlement.chainId(),
                settlement.configHash(),
                batch.prevBlockHash(),
                Bytes32.ZERO,
                0,
                Bytes32.ZERO,
                BlobBinding.daCommitment(bindings),
                there ? view.depositHash(batch.depositsBefore()) : Bytes32.ZERO,
                there ? view.depositHash(batch.depositsAfter()) : Bytes32.ZERO,
                there ? view.forcedHash(batch.forcedBefore()) : Bytes32.ZERO,
                there ? view.forcedHash(batch.forcedAfter()) : Bytes32.ZERO,
                Bytes32.ZERO,
                Address.ZERO)
            .words();
    List<Optional<Bytes32>> known = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      boolean isInput = (BatchStatement.INPUT_MASK >> i & 1) != 0;
      known.add(isInput ? Optional.of(words.get(i)) : Optional.empty());
    }
    return known;
  }

  /** The result in the words. */
  static Result result(List<Bytes32> words) {
    return new Result(
        words.get(NEW_BLOCK_HASH),
        words.get(NEW_STATE_ROOT),
        words.get(WITHDRAWALS_ROOT),
        words.get(NEW_BLOCK_NUMBER).toBigInteger());
  }

  /** {@code abi.encode(uint64 index, Result result)}: what the contract's callback reads. */
  static Bytes callbackOutput(long index, List<Bytes32> words) {
    TupleType<Tuple> type = TupleType.parse("(uint64,(bytes32,bytes32,bytes32,uint64))");
    Tuple result =
        Tuple.of(
            words.get(NEW_BLOCK_HASH).toArray(),
            words.get(NEW_STATE_ROOT).toArray(),
            words.get(WITHDRAWALS_ROOT).toArray(),
            words.get(NEW_BLOCK_NUMBER).toBigInteger());
    return Bytes.of(type.encode(Tuple.of(BigInteger.valueOf(index), result)).array());
  }
}
