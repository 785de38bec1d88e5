package network.akashi.stark.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import network.akashi.math.KoalaBear;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No byte of a proof can be changed, left out or added. */
class TamperedProofTest {
  private final HonestProof honest = HonestProof.kept();

  /** Bytes before the first message: frame and three tables. */
  private static final int HEADER = 38 + 2 * 3;

  @Test
  void theHonestProofIsAccepted() {
    assertThat(honest.verify(honest.bytes())).isEqualTo(new Verification.Accepted());
  }

  @Test
  @Tag("slow")
  void flippingAnyByteRejects() {
    for (int at = 0; at < honest.bytes().length; at++) {
      rejectsFlip(at, 1 << at % 8);
    }
  }

  @Test
  void flippingAnyBitRejects() {
    ForAll.cases(
        300, random -> rejectsFlip(random.nextInt(honest.bytes().length), 1 << random.nextInt(8)));
  }

  private void rejectsFlip(int at, int mask) {
    byte[] proof = honest.bytes().clone();
    proof[at] ^= (byte) mask;
    assertThat(honest.verify(proof))
        .as("byte %d xor %d", at, mask)
        .isInstanceOf(Verification.Rejected.class);
  }

  @Test
  void elementsHaveOneEncodingOnly() {
    // Adding p to an element leaves its value: the canonical check is all that stands against it.
    byte[] proof = honest.bytes().clone();
    int offset = proof.length - 4;
    for (; offset >= 0; offset -= 4) {
      int value = element(proof, offset);
      if (value >= 0 && Integer.toUnsignedLong(value) + KoalaBear.P < 1L << 32) {
        put(proof, offset, value + KoalaBear.P);
        break;
      }
    }
    assertThat(honest.verify(proof))
        .isEqualTo(new Verification.Rejected(Rejection.NON_CANONICAL_ELEMENT));
  }

  private static int element(byte[] proof, int at) {
    return ByteBuffer.wrap(proof).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }

  private static void put(byte[] proof, int at, int value) {
    ByteBuffer.wrap(proof).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
  }

  /** No challenge comes after the last round's coefficients but one: only the equation is left. */
  @Test
  void theLastMessageIsChecked() {
    byte[] proof = honest.bytes().clone();
    int at = proof.length - Integer.BYTES;
    put(proof, at, element(proof, at) == 0 ? 1 : element(proof, at) - 1);
    assertThat(honest.verify(proof))
        .isEqualTo(new Verification.Rejected(Rejection.OPENING_MISMATCH));
  }

  /** Changing elements all over a proof meets each check of the channel and of the protocol. */
  @Test
  void workPathsAndEquationsAreChecked() {
    Set<Rejection> reasons = EnumSet.noneOf(Rejection.class);
    byte[] proof = honest.bytes();
    for (int at = (proof.length - HEADER) % 4 + HEADER; at < proof.length; at += 4) {
      byte[] changed = proof.clone();
      put(changed, at, element(changed, at) == 0 ? 1 : element(changed, at) - 1);
      if (honest.verify(changed) instanceof Verification.Rejected rejected) {
        reasons.add(rejected.reason());
      }
    }
    assertThat(reasons)
        .contains(
            Rejection.GRINDING_FAILED,
            Rejection.MERKLE_MISMATCH,
            Rejection.BUS_UNBALANCED,
            Rejection.CONSTRAINTS_VIOLATED);
  }

  @Test
  void everyPrefixIsTruncated() {
    for (int length = 0; length < honest.bytes().length; length += 1 + length / 16) {
      assertThat(honest.verify(Arrays.copyOf(honest.bytes(), length)))
          .as("first %d bytes", length)
          .isEqualTo(new Verification.Rejected(Rejection.TRUNCATED));
    }
  }

  @Test
  void nothingMayFollow() {
    byte[] longer = Arrays.copyOf(honest.bytes(), honest.bytes().length + 1);
    assertThat(honest.verify(longer))
        .isEqualTo(new Verification.Rejected(Rejection.TRAILING_BYTES));
  }

  @Test
  void whatIsInTheHeaderIsChecked() {
    expect(0, 'X', Rejection.BAD_MAGIC);
    expect(3, 'X', Rejection.BAD_MAGIC);
    expect(4, 2, Rejection.UNSUPPORTED_VERSION);
    expect(5, honest.bytes()[5] ^ 1, Rejection.WRONG_KEY);
    expect(33, honest.bytes()[33] ^ 1, Rejection.WRONG_KEY);
    expect(37, 2, Rejection.BAD_SHAPE); // a table fewer
    expect(38, 7, Rejection.BAD_SHAPE); // no such AIR
    expect(39, 2, Rejection.BAD_SHAPE); // lower than a leaf is wide
    expect(39, 27, Rejection.BAD_SHAPE); // too tall
    expect(43, 5, Rejection.BAD_SHAPE); // not the height of the preprocessed columns
  }

  private void expect(int at, int value, Rejection reason) {
    byte[] proof = honest.bytes().clone();
    proof[at] = (byte) value;
    assertThat(honest.verify(proof)).as("byte %d", at).isEqualTo(new Verification.Rejected(reason));
  }

  @Test
  void publicValuesAreBound() {
    Verifier verifier = new Verifier(honest.key(), 0);
    List<Integer> values = honest.publicValues();
    assertThat(verifier.verify(List.of(values.get(0), values.get(1) + 1), honest.bytes()))
        .isInstanceOf(Verification.Rejected.class);
    assertThat(verifier.verify(List.of(values.get(0)), honest.bytes()))
        .isEqualTo(new Verification.Rejected(Rejection.BAD_PUBLIC_VALUES));
    int unreduced = values.get(0) + KoalaBear.P;
    assertThat(verifier.verify(List.of(unreduced, values.get(1)), honest.bytes()))
        .isEqualTo(new Verification.Rejected(Rejection.BAD_PUBLIC_VALUES));
  }

  @Test
  void theDemandedLevelIsEnforced() {
    double bits = honest.shape().security().bits();
    assertThat(
            new Verifier(honest.key(), bits + 0.01).verify(honest.publicValues(), honest.bytes()))
        .isEqualTo(new Verification.Rejected(Rejection.INSUFFICIENT_SECURITY));
    assertThat(new Verifier(honest.key(), bits).verify(honest.publicValues(), honest.bytes()))
        .isEqualTo(new Verification.Accepted());
  }

  @Test
  void hugeInputsAreNotRead() {
    assertThat(honest.verify(new byte[ProofFormat.MAX_BYTES + 1]))
        .isEqualTo(new Verification.Rejected(Rejection.TOO_LARGE));
    assertThat(honest.verify(new byte[ProofFormat.MAX_BYTES]))
        .isEqualTo(new Verification.Rejected(Rejection.BAD_MAGIC));
  }
}
