package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5;

/** Everything that went over the channel in one run of the verifier, in order. */
final class Recording {
  final List<Ext5> received = new ArrayList<>();
  final List<Ext5> samples = new ArrayList<>();
  final List<VerifierChannel.Root<Integer>> roots = new ArrayList<>();
  final List<List<VerifierChannel.Query<Integer>>> queries = new ArrayList<>();

  /** For each sample, how many elements had been received before it. */
  final List<Integer> receivedBefore = new ArrayList<>();

  /** A channel that records what goes over {@code inner}. */
  VerifierChannel<Integer, Ext5> around(VerifierChannel<Integer, Ext5> inner) {
    return new VerifierChannel<>() {
      @Override
      public Ext5 receive() {
        received.add(inner.receive());
        return received.getLast();
      }

      @Override
      public Root<Integer> receiveRoot() {
        roots.add(inner.receiveRoot());
        return roots.getLast();
      }

      @Override
      public Ext5 sample() {
        samples.add(inner.sample());
        receivedBefore.add(received.size());
        return samples.getLast();
      }

      @Override
      public void grind(int bits) {
        inner.grind(bits);
      }

      @Override
      public List<Query<Integer>> query(List<Oracle<Integer>> oracles, int logLeaves, int count) {
        queries.add(inner.query(oracles, logLeaves, count));
        return queries.getLast();
      }
    };
  }

  /**
   * A channel that plays this recording back: challenges stay what they were, whatever is changed
   * in the prover's messages, so only the verifier's arithmetic can notice a change.
   */
  VerifierChannel<Integer, Ext5> replay() {
    return new VerifierChannel<>() {
      private int nextReceived;
      private int nextSample;
      private int nextRoot;
      private int nextQuery;

      @Override
      public Ext5 receive() {
        return received.get(nextReceived++);
      }

      @Override
      public Root<Integer> receiveRoot() {
        return roots.get(nextRoot++);
      }

      @Override
      public Ext5 sample() {
        return samples.get(nextSample++);
      }

      @Override
      public void grind(int bits) {}

      @Override
      public List<Query<Integer>> query(List<Oracle<Integer>> oracles, int logLeaves, int count) {
        return queries.get(nextQuery++);
      }
    };
  }
}
