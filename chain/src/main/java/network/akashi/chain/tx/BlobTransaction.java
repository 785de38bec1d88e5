package network.akashi.chain.tx;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.chain.blob.Sidecar;

/**
 * A transaction of type 3 (EIP-4844), handed in with its blobs in the form of EIP-7594.
 *
 * @param call recipient, nonce, fees and data; it creates no contract
 * @param maxBlobFee most wei per blob gas
 * @param sidecar the blobs
 */
public record BlobTransaction(Transaction call, BigInteger maxBlobFee, Sidecar sidecar) {
  private static final int TYPE = 3;
  private static final int WRAPPER_VERSION = 1;
  private static final int PROOF_BYTES = 48;

  public BlobTransaction {
    if (call.to().isEmpty()) {
      throw new IllegalArgumentException("a transaction with blobs cannot create a contract");
    }
    if (maxBlobFee.signum() < 0) {
      throw new IllegalArgumentException("the blob fee cannot be " + maxBlobFee);
    }
  }

  /** The transaction with its signature; the hash is that of the transaction without blobs. */
  public SignedTransaction sign(PrivateKey key) {
    List<Object> fields = new ArrayList<>(call.fields());
    fields.add(Rlp.number(maxBlobFee));
    fields.add(sidecar.versionedHashes().stream().map(Bytes32::toArray).toArray());
    Transaction.sign(key, TYPE, fields);
    Object[] body = fields.toArray();
    Bytes raw =
        Rlp.envelope(
            TYPE,
            List.of(
                body,
                Rlp.number(WRAPPER_VERSION),
                sidecar.blobs().stream().map(each -> each.bytes().toArray()).toArray(),
                sidecar.commitments().stream().map(Bytes::toArray).toArray(),
                cellProofs()));
    Bytes32 hash = Keccak256.hash(Rlp.envelope(TYPE, fields));
    return new SignedTransaction(raw, hash, key.address(), call.nonce());
  }

  private Object[] cellProofs() {
    List<byte[]> proofs = new ArrayList<>();
    for (Bytes each : sidecar.cellProofs()) {
      for (int at = 0; at < each.size(); at += PROOF_BYTES) {
        proofs.add(each.slice(at, at + PROOF_BYTES).toArray());
      }
    }
    return proofs.toArray();
  }
}
