package network.akashi.stark.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;
import org.junit.jupiter.api.Test;

/** Every message is absorbed before the next challenge (the Fiat-Shamir rule). */
class TranscriptTest {
  private final HonestProof honest = HonestProof.kept();

  /** Goes on where an equation fails, so that only the transcript decides what is drawn. */
  private static final class Lenient extends NativeArithmetic {
    @Override
    public void requireEqual(Ext5 a, Ext5 b, Rejection otherwise) {}

    @Override
    public void requireNonZero(Ext5 a, Rejection otherwise) {}
  }

  /** A run over a proof with 1 added to one element, before it is absorbed. */
  private Recording tamper(int element) {
    Recording recording = new Recording();
    byte[] proof = honest.bytes();
    ProofReader reader = new ProofReader(proof);
    ProofHeader header = ProofHeader.read(reader);
    Sponge<Integer> transcript =
        ProofFormat.transcript(honest.key(), header.tables(), honest.publicValues());
    int headerBytes = 38 + 2 * header.tables().size();
    byte[] changed = proof.clone();
    ByteBuffer elements = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    int at = headerBytes + element * Integer.BYTES;
    elements.putInt(at, (elements.getInt(at) + 1) % KoalaBear.P);
    ProofReader changedReader = new ProofReader(changed);
    ProofHeader.read(changedReader);
    try {
      honest.run(new Lenient(), recording.around(new NativeChannel(changedReader, transcript)));
    } catch (RejectedException _) {
      // The channel refused: what counts is which challenges were drawn until then.
    }
    return recording;
  }

  @Test
  void eachChallengeDependsOnEverythingBeforeIt() {
    Recording recorded = honest.record();
    int roots = KeyDigest.LENGTH;
    // The first root, the first received values up to the end of the LogUp tree and beyond: as far
    // as the proof has no proof-of-work nonces or opened rows in between.
    int absorbed = roots + Ext5.DEGREE * receivedBeforeGrinding(recorded);
    for (int element = 0; element < absorbed; element += 3) {
      int receivedUpTo = element < roots ? 0 : (element - roots) / Ext5.DEGREE + 1;
      List<Ext5> changed = tamper(element).samples;
      int next = 0;
      while (recorded.receivedBefore.get(next) < receivedUpTo) {
        assertThat(changed.get(next)).isEqualTo(recorded.samples.get(next));
        next++;
      }
      assertThat(changed.get(next))
          .as("first challenge after base element %d", element)
          .isNotEqualTo(recorded.samples.get(next));
    }
  }

  @Test
  void everythingKnownBeforehandIsAbsorbed() {
    List<TableShape> tables = honest.shape().tables();
    List<Integer> values = honest.publicValues();
    Ext5 expected = Challenges.sample(ProofFormat.transcript(honest.key(), tables, values));
    List<TableShape> otherTables = List.of(new TableShape(0, 5), tables.get(1), tables.get(2));
    assertThat(Challenges.sample(ProofFormat.transcript(honest.key(), otherTables, values)))
        .isNotEqualTo(expected);
    assertThat(
            Challenges.sample(
                ProofFormat.transcript(honest.key(), tables, List.of(values.get(0), 1))))
        .isNotEqualTo(expected);
    VerifyingKey key = honest.key();
    List<Integer> otherDigest = new ArrayList<>(key.digest());
    otherDigest.set(7, otherDigest.get(7) ^ 1);
    VerifyingKey other =
        new VerifyingKey(
            key.security(), key.programs(), key.publicValues(), key.preprocessed(), otherDigest);
    assertThat(Challenges.sample(ProofFormat.transcript(other, tables, values)))
        .isNotEqualTo(expected);
  }

  /** Elements received until the opening's first proof of work. */
  private int receivedBeforeGrinding(Recording recording) {
    // The opening begins with the sample that batches claims: the first after all openings.
    int openings = honest.shape().security().size().claims();
    int max = 0;
    for (int i = 1; i < recording.receivedBefore.size(); i++) {
      int gap = recording.receivedBefore.get(i) - recording.receivedBefore.get(i - 1);
      if (gap >= openings - 1) {
        max = recording.receivedBefore.get(i);
      }
    }
    return max;
  }
}
