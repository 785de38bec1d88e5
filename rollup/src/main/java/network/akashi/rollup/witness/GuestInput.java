package network.akashi.rollup.witness;

import java.io.ByteArrayOutputStream;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.batch.BlobBinding;
import network.akashi.rollup.block.Deposit;
import network.akashi.rollup.block.ForcedTransaction;
import network.akashi.rollup.trie.WitnessNode;

/** Writes the guest's input: numbers little-endian, everything at a multiple of eight bytes. */
final class GuestInput {
  static final long FORMAT = 1;
  static final long WHOLE = 0;
  static final long SHARD = 1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  GuestInput number(long value) {
    little(value, Long.BYTES);
    return this;
  }

  GuestInput word(Bytes32 word) {
    out.writeBytes(word.toArray());
    return this;
  }

  /** A length, the bytes, and zeros up to a multiple of 8. */
  GuestInput bytes(Bytes bytes) {
    number(bytes.size());
    out.writeBytes(bytes.toArray());
    pad();
    return this;
  }

  GuestInput blobs(List<CarriedBlob> blobs) {
    number(blobs.size());
    for (CarriedBlob blob : blobs) {
      word(blob.versionedHash());
      bytes(BlobBinding.used(blob.blob()));
    }
    return this;
  }

  GuestInput deposits(QueuePosition from, List<Deposit> deposits) {
    position(from, deposits.size());
    for (Deposit deposit : deposits) {
      out.writeBytes(deposit.to().toArray());
      pad();
      number(deposit.amountGwei());
    }
    return this;
  }

  GuestInput forced(QueuePosition from, List<ForcedTransaction> forced) {
    position(from, forced.size());
    for (ForcedTransaction transaction : forced) {
      bytes(transaction.raw());
    }
    return this;
  }

  private void position(QueuePosition from, int count) {
    number(from.index());
    word(from.hash());
    number(count);
  }

  GuestInput words(List<Bytes32> words) {
    number(words.size());
    words.forEach(this::word);
    return this;
  }

  GuestInput nodes(List<WitnessNode> nodes) {
    number(nodes.size());
    for (WitnessNode node : nodes) {
      little(node.rlp().size(), Integer.BYTES);
      little(node.expanded(), Short.BYTES);
      little(0, Short.BYTES);
      out.writeBytes(node.rlp().toArray());
      pad();
    }
    return this;
  }

  Bytes toBytes() {
    return Bytes.of(out.toByteArray());
  }

  private void little(long value, int size) {
    for (int i = 0; i < size; i++) {
      out.write((int) (value >>> (8 * i)));
    }
  }

  private void pad() {
    while (out.size() % Long.BYTES != 0) {
      out.write(0);
    }
  }
}
