package network.akashi.stark.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import network.akashi.math.Ext5;
import network.akashi.stark.KeccakStatements;
import network.akashi.stark.SmallMachine;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.examples.Fibonacci;
import network.akashi.stark.prover.ProvingKey;

/** A small honest proof and what is needed to verify it, step by step or at once. */
record HonestProof(VerifyingKey key, List<Integer> publicValues, byte[] bytes) {
  /**
   * The kept toy proof ({@code GoldenProofTest}), of a machine with every feature. It is read, not
   * made, so that a verifier with a fault cannot agree with a prover that shares the fault.
   */
  static HonestProof kept() {
    SmallMachine machine = new SmallMachine(3);
    return kept(
        "v1-toy", machine.key(SmallMachine.TOY), machine.trace(new SplittableRandom(20), 16));
  }

  /** The kept proof of a machine without buses and preprocessed columns. */
  static HonestProof bare() {
    return kept(
        "v1-bare", ProvingKey.of(Fibonacci.machine(), SmallMachine.TOY), Fibonacci.trace(1, 2, 11));
  }

  /** The kept proof of 20 permutations of Keccak-f: two groups of rows. */
  static HonestProof keccak() {
    return kept(
        "v1-keccak", KeccakStatements.key(), KeccakStatements.trace(new SplittableRandom(20), 20));
  }

  private static HonestProof kept(String name, ProvingKey key, TraceSet trace) {
    String file = "/golden/" + name + ".proof";
    try (InputStream in =
        Objects.requireNonNull(HonestProof.class.getResourceAsStream(file), file)) {
      return new HonestProof(
          key.verifyingKey(), SmallMachine.publicValues(trace), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Verification verify(byte[] proof) {
    return new Verifier(key, 0).verify(publicValues, proof);
  }

  ProofShape shape() {
    ProofHeader header = ProofHeader.read(new ProofReader(bytes));
    return ((ProofShape.Valid) ProofShape.derive(key, header.tables())).shape();
  }

  /** A channel over {@code proof}, behind its header. */
  NativeChannel channel(byte[] proof) {
    ProofReader reader = new ProofReader(proof);
    ProofHeader header = ProofHeader.read(reader);
    return new NativeChannel(reader, ProofFormat.transcript(key, header.tables(), publicValues));
  }

  /** Runs the protocol over {@code channel}. */
  void run(VerifierChannel<Integer, Ext5> channel) {
    run(new NativeArithmetic(), channel);
  }

  void run(Arithmetic<Integer, Ext5> arithmetic, VerifierChannel<Integer, Ext5> channel) {
    new StarkVerifier<>(arithmetic, channel, shape(), ProofFormat.montgomery(publicValues))
        .verify();
  }

  Recording record() {
    Recording recording = new Recording();
    run(recording.around(channel(bytes)));
    return recording;
  }
}
