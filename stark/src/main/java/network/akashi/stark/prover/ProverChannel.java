package network.akashi.stark.prover;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.Parallel;
import network.akashi.stark.verifier.Challenges;
import network.akashi.stark.verifier.Sponge;

/** The prover's side of the transcript: what is sent is written and absorbed, in one step. */
final class ProverChannel {
  private final ProofWriter writer;
  private final Sponge<Integer> transcript;
  private final Parallel parallel;

  /** A channel that searches proofs of work on {@code parallel}. */
  ProverChannel(ProofWriter writer, Sponge<Integer> transcript, Parallel parallel) {
    this.writer = writer;
    this.transcript = transcript;
    this.parallel = parallel;
  }

  void send(Ext5 element) {
    for (int i = 0; i < Ext5.DEGREE; i++) {
      sendBase(element.coefficient(i));
    }
  }

  /** Sends eight elements of a Merkle root, in Montgomery form. */
  void sendRoot(int[] root) {
    for (int element : root) {
      sendBase(element);
    }
  }

  private void sendBase(int element) {
    writer.writeElement(element);
    transcript.absorb(element);
  }

  Ext5 sample() {
    return Challenges.sample(transcript);
  }

  List<Ext5> sample(int count) {
    List<Ext5> challenges = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      challenges.add(sample());
    }
    return challenges;
  }

  /** Searches and sends a proof of work; does nothing for 0 bits. */
  void grind(int bits) {
    if (bits > 0) {
      transcript.flush();
      int nonce = NonceSearch.find(parallel, transcript.state(), bits);
      writer.writeElement(nonce);
      transcript.absorb(nonce);
      transcript.squeeze();
    }
  }

  Sponge<Integer> transcript() {
    return transcript;
  }

  /** For what is not absorbed: rows and siblings that a root already binds. */
  ProofWriter hints() {
    return writer;
  }
}
