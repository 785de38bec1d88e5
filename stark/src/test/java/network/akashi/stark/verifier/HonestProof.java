package network.akashi.stark.verifier;

import java.util.List;
import java.util.SplittableRandom;
import network.akashi.math.Ext5;
import network.akashi.math.Parallel;
import network.akashi.stark.SmallMachine;
import network.akashi.stark.air.TraceSet;
import network.akashi.stark.prover.Prover;
import network.akashi.stark.prover.ProvingKey;

/** A small honest proof and what is needed to verify it, step by step or at once. */
record HonestProof(VerifyingKey key, List<Integer> publicValues, byte[] bytes) {
  /** A proof over toy parameters, of a machine with every feature. */
  static HonestProof make() {
    SmallMachine machine = new SmallMachine(3);
    ProvingKey key = machine.key(SmallMachine.TOY);
    TraceSet trace = machine.trace(new SplittableRandom(7), 16);
    try (Parallel parallel = Parallel.onCaller();
        Prover prover = new Prover(key, parallel)) {
      return new HonestProof(
          key.verifyingKey(), SmallMachine.publicValues(trace), prover.prove(trace));
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
