package network.akashi.chain.outbox;

import java.math.BigInteger;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.blob.Sidecar;
import network.akashi.chain.tx.BlobTransaction;
import network.akashi.chain.tx.Fees;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.SignedTransaction;
import network.akashi.chain.tx.Transaction;

/** Makes signed transactions for intents. */
record Draft(PrivateKey key, long chainId) {
  private static final long GAS_OF_NOTHING = 21_000;

  /** The fees of an attempt. */
  record Offer(Fees fees, BigInteger blobFee) {}

  /** A transaction that does what the intent says. */
  Attempt of(Intent intent, long nonce, long gasLimit, Offer offer, long block) {
    Transaction call =
        new Transaction(
            chainId,
            nonce,
            offer.fees(),
            gasLimit,
            Optional.of(intent.to()),
            intent.value(),
            intent.data());
    SignedTransaction signed =
        intent.blobs().isEmpty()
            ? call.sign(key)
            : new BlobTransaction(call, offer.blobFee(), Sidecar.of(intent.blobs())).sign(key);
    return attempt(signed, offer, block, false);
  }

  /** A transaction that only uses up its nonce. One with blobs is replaced only by its like. */
  Attempt filler(long nonce, Intent instead, Offer offer, long block) {
    Address self = key.address();
    Transaction nothing =
        new Transaction(
            chainId,
            nonce,
            offer.fees(),
            GAS_OF_NOTHING,
            Optional.of(self),
            BigInteger.ZERO,
            Bytes.EMPTY);
    SignedTransaction signed =
        instead.blobs().isEmpty()
            ? nothing.sign(key)
            : new BlobTransaction(nothing, offer.blobFee(), Sidecar.of(instead.blobs())).sign(key);
    return attempt(signed, offer, block, true);
  }

  private static Attempt attempt(
      SignedTransaction signed, Offer offer, long block, boolean filler) {
    return new Attempt(
        signed.hash(), signed.raw(), signed.nonce(), offer.fees(), offer.blobFee(), block, filler);
  }
}
