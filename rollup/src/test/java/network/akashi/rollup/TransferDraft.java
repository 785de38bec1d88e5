package network.akashi.rollup;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Keccak256;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.Signature;
import network.akashi.rollup.block.Transfer;
import network.akashi.rollup.rlp.Rlp;

/** A transfer before it is signed, all of whose fields a test may spoil. */
public record TransferDraft(
    long chainId,
    long nonce,
    BigInteger maxTip,
    BigInteger maxFee,
    long gasLimit,
    byte[] to,
    BigInteger value,
    byte[] data,
    byte[] accessList) {

  /** A transfer that is valid wherever nonce and balance allow. */
  public static TransferDraft of(long chainId, long nonce, Address to, BigInteger value) {
    return new TransferDraft(
        chainId,
        nonce,
        BigInteger.valueOf(1_000_000),
        BigInteger.valueOf(20_000_000_000L),
        21_000,
        to.toArray(),
        value,
        new byte[0],
        Rlp.list());
  }

  public TransferDraft withFees(BigInteger tip, BigInteger fee) {
    return new TransferDraft(chainId, nonce, tip, fee, gasLimit, to, value, data, accessList);
  }

  public TransferDraft withGasLimit(long gas) {
    return new TransferDraft(chainId, nonce, maxTip, maxFee, gas, to, value, data, accessList);
  }

  public TransferDraft withTo(byte[] recipient) {
    return new TransferDraft(
        chainId, nonce, maxTip, maxFee, gasLimit, recipient, value, data, accessList);
  }

  public TransferDraft withData(byte[] bytes) {
    return new TransferDraft(
        chainId, nonce, maxTip, maxFee, gasLimit, to, value, bytes, accessList);
  }

  public TransferDraft withAccessList(byte[] rlp) {
    return new TransferDraft(chainId, nonce, maxTip, maxFee, gasLimit, to, value, data, rlp);
  }

  private List<byte[]> fields() {
    List<byte[]> fields = new ArrayList<>();
    fields.add(Rlp.number(chainId));
    fields.add(Rlp.number(nonce));
    fields.add(Rlp.number(maxTip));
    fields.add(Rlp.number(maxFee));
    fields.add(Rlp.number(gasLimit));
    fields.add(Rlp.string(to));
    fields.add(Rlp.number(value));
    fields.add(Rlp.string(data));
    fields.add(accessList);
    return fields;
  }

  public Signature signature(PrivateKey key) {
    return key.sign(Keccak256.hash(envelope(fields())));
  }

  /** With any signature. */
  public Bytes signed(BigInteger yParity, BigInteger r, BigInteger s) {
    List<byte[]> fields = fields();
    fields.add(Rlp.number(yParity));
    fields.add(Rlp.number(r));
    fields.add(Rlp.number(s));
    return envelope(fields);
  }

  /** With the signature of {@code key}. */
  public Bytes signed(PrivateKey key) {
    Signature signature = signature(key);
    BigInteger yParity = signature.yParity() ? BigInteger.ONE : BigInteger.ZERO;
    return signed(yParity, signature.r(), signature.s());
  }

  public Transfer transfer(PrivateKey key) {
    return ((Transfer.Decoding.Decoded) Transfer.decode(signed(key))).transfer();
  }

  public static Bytes envelope(List<byte[]> fields) {
    return Bytes.concat(Bytes.of(new byte[] {2}), Bytes.of(Rlp.list(fields)));
  }
}
