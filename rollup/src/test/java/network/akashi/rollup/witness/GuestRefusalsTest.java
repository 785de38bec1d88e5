package network.akashi.rollup.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.rollup.Guest;
import network.akashi.rollup.RandomBatches;
import network.akashi.rollup.batch.BlobBinding;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.state.State;
import network.akashi.rollup.trie.Trie;
import network.akashi.rollup.trie.Witness;
import network.akashi.rollup.trie.WitnessNode;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The committed guest refuses each input that is not the right one for its batch, with the exit
 * code that {@code docs/rollup.md} names.
 */
class GuestRefusalsTest {
  private static final int MALFORMED = 1;
  private static final int BLOB = 2;
  private static final int PARENT = 3;
  private static final int RANGE = 4;
  private static final int QUEUE = 5;
  private static final int WITHDRAWALS = 6;
  private static final int NODE_MALFORMED = 7;
  private static final int NODE_ALTERED = 8;
  private static final int NODE_MISSING = 9;
  private static final int NODE_SUPERFLUOUS = 10;

  private static final ProvableBatch BATCH = batch();

  private Guest guest = input -> new Guest.Result(-1, input, 0);

  /** Four blocks, with deposits, forced transactions and withdrawals. */
  private static ProvableBatch batch() {
    for (long seed = 0; ; seed++) {
      ProvableBatch batch = new RandomBatches(new SplittableRandom(seed)).batch(4, 6);
      boolean hasAll =
          batch.batch().post().deposits().size() > 1
              && batch.batch().post().forced().size() > 1
              && !batch.batch().withdrawals(1).isEmpty();
      if (hasAll) {
        return batch;
      }
    }
  }

  @BeforeEach
  void findGuest() {
    guest = Guest.elf();
  }

  private static InputDraft whole() {
    return InputDraft.of(BATCH, BlockRange.all(4), true);
  }

  private static InputDraft shard() {
    return InputDraft.of(BATCH, BATCH.range(1, 2), false);
  }

  private void assertRefused(int code, Bytes input) {
    Guest.Result result = guest.run(input);
    assertThat(result.exitCode()).isEqualTo(code);
    assertThat(result.output()).isEqualTo(Bytes.EMPTY);
  }

  private void assertRefused(int code, InputDraft draft, Consumer<InputDraft> spoil) {
    spoil.accept(draft);
    assertRefused(code, draft.toBytes());
  }

  @Test
  void draftsAreTheInputs() {
    assertThat(whole().toBytes()).isEqualTo(BATCH.input(GuestConformance.PAYEE));
    assertThat(shard().toBytes()).isEqualTo(BATCH.input(BATCH.range(1, 2), GuestConformance.PAYEE));
  }

  @Test
  void malformedInputs() {
    assertRefused(MALFORMED, Bytes.EMPTY);
    assertRefused(MALFORMED, whole(), d -> d.format = 2);
    assertRefused(MALFORMED, whole(), d -> d.kind = 2);
    Bytes good = whole().toBytes();
    assertRefused(MALFORMED, good.slice(0, good.size() - 8));
    assertRefused(MALFORMED, Bytes.concat(good, Bytes.of(new byte[8])));
    assertRefused(MALFORMED, whole().withUsed(List.of()));
    Bytes used = BlobBinding.used(BATCH.blobs().getFirst().blob());
    assertRefused(MALFORMED, whole().withUsed(List.of(used, used, used, used, used, used, used)));
    assertRefused(MALFORMED, whole().withUsed(List.of(used.slice(0, used.size() - 1))));
    byte[] large = new byte[4097 * 32];
    large[large.length - 1] = 1;
    assertRefused(MALFORMED, whole().withUsed(List.of(Bytes.of(large))));
    // The padding after the parent header: its length is at 88.
    byte[] padded = good.toArray();
    int end = 96 + BATCH.batch().post().parent().rlp().size();
    assertThat(end % 8).isNotZero();
    padded[end] = 1;
    assertRefused(MALFORMED, Bytes.of(padded));
  }

  @Test
  void blobsThatAreNotWhatTheyShouldBe() {
    Bytes used = BlobBinding.used(BATCH.blobs().getFirst().blob());
    assertRefused(BLOB, whole().withUsed(List.of(Bytes.concat(used, Bytes.of(new byte[32])))));
    byte[] order =
        Bytes32.of(
                new BigInteger(
                    "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001", 16))
            .toArray();
    assertRefused(BLOB, whole().withUsed(List.of(Bytes.concat(used, Bytes.of(order)))));
  }

  @Test
  void parentHeaders() {
    assertRefused(PARENT, whole(), d -> d.parent = Bytes.EMPTY);
    assertRefused(PARENT, whole(), d -> d.parent = Bytes.concat(d.parent, Bytes.of(new byte[1])));
    assertRefused(PARENT, shard(), d -> d.batchParent = d.batchParent.slice(1, 500));
    // Another number than that of the batch's second block.
    assertRefused(PARENT, shard(), d -> d.parent = d.batchParent);
    InputDraft first = InputDraft.of(BATCH, BATCH.range(0, 1), false);
    assertRefused(PARENT, first, d -> d.batchParent = BATCH.batch().parentOf(1).rlp());
    // A header whose timestamp, a field that is not fixed, differs: another batch parent.
    Header h = BATCH.batch().post().parent();
    Header other =
        new Header(
            h.parentHash(),
            h.beneficiary(),
            h.stateRoot(),
            h.transactionsRoot(),
            h.receiptsRoot(),
            h.number(),
            h.gasUsed(),
            h.timestamp() + 1,
            h.prevRandao(),
            h.baseFee(),
            h.withdrawalsRoot());
    InputDraft second = InputDraft.of(BATCH, BATCH.range(0, 1), false);
    assertRefused(PARENT, second, d -> d.batchParent = other.rlp());
    // Each fixed field.
    byte[] rlp = h.rlp().toArray();
    int bloom = 3 + 33 + 33 + 21 + 33 * 3 + 3;
    for (int at : new int[] {3 + 33 + 5, bloom + 17, rlp.length - 33 - 5 - 2}) {
      byte[] changed = rlp.clone();
      changed[at] ^= 1;
      assertRefused(PARENT, whole(), d -> d.parent = Bytes.of(changed));
    }
  }

  @Test
  void ranges() {
    assertRefused(RANGE, whole(), d -> d.count = 3);
    assertRefused(RANGE, whole(), d -> d.count = 5);
    assertRefused(RANGE, shard(), d -> d.count = 0);
    assertRefused(RANGE, shard(), d -> d.count = 4);
    assertRefused(RANGE, shard(), d -> d.count = -1);
  }

  @Test
  void queues() {
    assertRefused(QUEUE, whole(), d -> d.deposits = d.deposits.subList(1, d.deposits.size()));
    assertRefused(QUEUE, whole(), d -> d.forced = d.forced.subList(1, d.forced.size()));
    assertRefused(
        QUEUE,
        whole(),
        d -> {
          d.deposits = new ArrayList<>(d.deposits);
          d.deposits.add(d.deposits.getFirst());
        });
    assertRefused(
        QUEUE, whole(), d -> d.depositsFrom = new QueuePosition(-1L, d.depositsFrom.hash()));
    assertRefused(QUEUE, whole(), d -> d.forcedFrom = new QueuePosition(-1L, d.forcedFrom.hash()));
  }

  /** Another number of what the post took makes a fallback, whose statement joins nothing. */
  @Test
  void otherCountsMakeAnotherBatch() {
    InputDraft draft = InputDraft.of(BATCH, BATCH.range(0, 1), false);
    draft.depositsInBatch++;
    assertRefused(QUEUE, draft.toBytes());
  }

  @Test
  void withdrawalsBeforeTheFirstBlock() {
    assertRefused(WITHDRAWALS, whole(), d -> d.leaves = List.of(Bytes32.ZERO));
  }

  @Test
  void malformedNodes() {
    for (Bytes rlp :
        List.of(
            Bytes.EMPTY,
            Bytes.fromHex("0xc0"),
            Bytes.fromHex("0xc22001"),
            Bytes.fromHex("0xc3000001"))) {
      assertRefused(
          NODE_MALFORMED,
          whole(),
          d -> {
            d.parent = withStateRoot(Keccak256.hash(rlp)).rlp();
            d.nodes = List.of(new WitnessNode(rlp, 0));
          });
    }
    // Expanded where no child is: a leaf.
    assertRefused(
        NODE_MALFORMED,
        whole(),
        d -> {
          int last = d.nodes.size() - 1;
          d.nodes.set(last, new WitnessNode(d.nodes.get(last).rlp(), 1));
        });
  }

  private static Header withStateRoot(Bytes32 root) {
    Header h = BATCH.batch().post().parent();
    return new Header(
        h.parentHash(),
        h.beneficiary(),
        root,
        h.transactionsRoot(),
        h.receiptsRoot(),
        h.number(),
        h.gasUsed(),
        h.timestamp(),
        h.prevRandao(),
        h.baseFee(),
        h.withdrawalsRoot());
  }

  @Test
  void alteredNodes() {
    ForAll.cases(
        20,
        random -> {
          InputDraft draft = whole();
          int at = random.nextInt(draft.nodes.size());
          WitnessNode node = draft.nodes.get(at);
          byte[] rlp = node.rlp().toArray();
          // The last byte of a leaf is of its code hash, which is fixed: take the balance's.
          boolean leaf = node.expanded() == 0 && rlp.length < 150;
          int place = leaf ? rlp.length - 67 : rlp.length - 2;
          rlp[place] ^= 1;
          draft.nodes.set(at, new WitnessNode(Bytes.of(rlp), node.expanded()));
          Guest.Result result = guest.run(draft.toBytes());
          assertThat(result.exitCode()).isIn(NODE_ALTERED, NODE_MALFORMED);
        });
    assertRefused(NODE_ALTERED, whole(), d -> Collections.swap(d.nodes, 1, 2));
  }

  @Test
  void missingNodes() {
    for (int i = 1; i < whole().nodes.size(); i++) {
      InputDraft draft = whole();
      draft.nodes.remove(i);
      assertThat(guest.run(draft.toBytes()).exitCode())
          .isIn(NODE_MISSING, NODE_ALTERED, NODE_SUPERFLUOUS);
    }
    assertRefused(NODE_MISSING, whole(), d -> d.nodes = List.of());
    assertRefused(NODE_MISSING, whole(), d -> d.nodes.removeLast());
    // Not expanded, and not there.
    assertRefused(
        NODE_MISSING,
        whole(),
        d -> d.nodes = List.of(new WitnessNode(d.nodes.getFirst().rlp(), 0)));
  }

  @Test
  void superfluousNodes() {
    assertRefused(NODE_SUPERFLUOUS, whole(), d -> d.nodes.add(d.nodes.getLast()));
    // The empty trie has no node.
    assertRefused(
        NODE_SUPERFLUOUS,
        whole(),
        d -> {
          d.parent = withStateRoot(Trie.EMPTY_ROOT).rlp();
          d.nodes = List.of(new WitnessNode(Bytes.fromHex("0x80"), 0));
        });
    // One more account on its path, which nothing touches.
    State state = BATCH.batch().before();
    List<Bytes> all = new ArrayList<>();
    state.trie().forEach((key, _) -> all.add(key));
    assertRefused(NODE_SUPERFLUOUS, whole(), d -> d.nodes = Witness.of(state.trie(), all));
  }

  /** No input whatsoever makes the guest fail otherwise than by a code of the table. */
  @Test
  void noiseIsRefusedInOrder() {
    Bytes good = whole().toBytes();
    Bytes words = BATCH.statement(GuestConformance.PAYEE).publicValues();
    ForAll.cases(
        150,
        random -> {
          byte[] bytes = good.toArray();
          for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
          }
          if (random.nextInt(5) == 0) {
            bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 20));
          }
          Guest.Result result = guest.run(Bytes.of(bytes));
          assertThat(result.exitCode()).isBetween(0, 10);
          if (result.exitCode() == 0) {
            assertThat(result.output()).isNotEqualTo(words);
          }
        });
  }
}
