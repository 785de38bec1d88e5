package network.akashi.stark.verifier;

import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;

/**
 * Verifies proofs natively. Total on any input: every array of bytes gets a yes or one of the
 * reasons in {@link Rejection}, in time and memory bounded by the size of the input.
 */
public final class Verifier {
  private final VerifyingKey key;
  private final double minimumBits;

  /**
   * A verifier of proofs for {@code key} that give at least {@code minimumBits} proven bits in each
   * round.
   */
  public Verifier(VerifyingKey key, double minimumBits) {
    this.key = key;
    this.minimumBits = minimumBits;
  }

  /**
   * Whether {@code proof} shows that the machine ran with these public values.
   *
   * @param publicValues canonical integers
   * @param proof bytes from anywhere
   */
  public Verification verify(List<Integer> publicValues, byte[] proof) {
    try {
      check(List.copyOf(publicValues), proof);
      return new Verification.Accepted();
    } catch (RejectedException rejected) {
      return new Verification.Rejected(rejected.reason());
    }
  }

  private void check(List<Integer> publicValues, byte[] proof) {
    require(proof.length <= ProofFormat.MAX_BYTES, Rejection.TOO_LARGE);
    require(
        publicValues.size() == key.publicValues()
            && publicValues.stream().allMatch(KoalaBear::isCanonical),
        Rejection.BAD_PUBLIC_VALUES);
    ProofReader reader = new ProofReader(proof);
    ProofHeader header = ProofHeader.read(reader);
    require(header.keyDigest().equals(key.digest()), Rejection.WRONG_KEY);
    ProofShape shape =
        switch (ProofShape.derive(key, header.tables())) {
          case ProofShape.Valid valid -> valid.shape();
          case ProofShape.Invalid invalid -> throw new RejectedException(invalid.reason());
        };
    require(shape.security().bits() >= minimumBits, Rejection.INSUFFICIENT_SECURITY);
    Sponge<Integer> transcript = ProofFormat.transcript(key, header.tables(), publicValues);
    NativeChannel channel = new NativeChannel(reader, transcript);
    new StarkVerifier<Integer, Ext5>(
            new NativeArithmetic(), channel, shape, ProofFormat.montgomery(publicValues))
        .verify();
    reader.requireEnd();
  }

  private static void require(boolean holds, Rejection otherwise) {
    if (!holds) {
      throw new RejectedException(otherwise);
    }
  }
}
