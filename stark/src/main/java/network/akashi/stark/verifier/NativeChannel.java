package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.akashi.math.Ext5;

/** The verifier's channel over the bytes of a proof. */
final class NativeChannel implements VerifierChannel<Integer, Ext5> {
  private final ProofReader reader;
  private final Sponge<Integer> transcript;

  NativeChannel(ProofReader reader, Sponge<Integer> transcript) {
    this.reader = reader;
    this.transcript = transcript;
  }

  @Override
  public Ext5 receive() {
    return new Ext5(receiveBase(), receiveBase(), receiveBase(), receiveBase(), receiveBase());
  }

  private int receiveBase() {
    int element = reader.readElement();
    transcript.absorb(element);
    return element;
  }

  @Override
  public Root<Integer> receiveRoot() {
    List<Integer> digest = new ArrayList<>();
    for (int i = 0; i < KeyDigest.LENGTH; i++) {
      digest.add(receiveBase());
    }
    return new Root<>(digest);
  }

  @Override
  public Ext5 sample() {
    return Challenges.sample(transcript);
  }

  @Override
  public void grind(int bits) {
    if (bits > 0 && !Grinding.check(transcript, reader.readElement(), bits)) {
      throw new RejectedException(Rejection.GRINDING_FAILED);
    }
  }

  @Override
  public List<Query<Integer>> query(List<Oracle<Integer>> oracles, int logLeaves, int count) {
    List<Integer> positions = Positions.sample(transcript, logLeaves, count);
    List<List<Integer>> rows = new ArrayList<>();
    positions.forEach(_ -> rows.add(new ArrayList<>()));
    for (Oracle<Integer> oracle : oracles) {
      int[] leaves = Positions.leaves(positions, logLeaves, oracle.logLeaves());
      int[] opened = RowOpening.read(reader, oracle, leaves);
      for (int i = 0; i < count; i++) {
        int leaf = positions.get(i) >> (logLeaves - oracle.logLeaves());
        int at = Arrays.binarySearch(leaves, leaf) * oracle.width();
        for (int c = 0; c < oracle.width(); c++) {
          rows.get(i).add(opened[at + c]);
        }
      }
    }
    List<Query<Integer>> queries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      queries.add(new Query<>(Positions.point(positions.get(i), logLeaves), rows.get(i)));
    }
    return queries;
  }
}
