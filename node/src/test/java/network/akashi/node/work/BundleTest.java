package network.akashi.node.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.chain.Bytes;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class BundleTest {
  private static Bytes bytes(RandomGenerator random) {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private static Bundle bundle(RandomGenerator random) {
    List<Bundle.Part> parts = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      parts.add(new Bundle.Part(bytes(random), bytes(random)));
    }
    return new Bundle(parts);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    ForAll.cases(
        500,
        random -> {
          Bundle bundle = bundle(random);
          assertThat(Bundle.decode(bundle.encode())).contains(bundle);
        });
  }

  @Test
  void whateverIsChangedItIsOneBundleOrNone() {
    ForAll.cases(
        5_000,
        random -> {
          byte[] bytes = bundle(random).encode();
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
          byte[] cut =
              random.nextBoolean() ? bytes : Arrays.copyOf(bytes, random.nextInt(bytes.length + 9));
          Bundle.decode(cut).ifPresent(found -> assertThat(found.encode()).isEqualTo(cut));
        });
  }

  @Test
  void nothingAfterTheLastRunAndNothingMissing() {
    byte[] bytes = new Bundle(List.of(new Bundle.Part(Bytes.EMPTY, Bytes.EMPTY))).encode();

    assertThat(Bundle.decode(bytes)).isPresent();
    assertThat(Bundle.decode(Arrays.copyOf(bytes, bytes.length + 1))).isEmpty();
    assertThat(Bundle.decode(Arrays.copyOf(bytes, bytes.length - 1))).isEmpty();
    assertThat(Bundle.decode(new byte[0])).isEmpty();
  }

  @Test
  void otherBeginningsAndCountsAreNoBundles() {
    byte[] bytes = new Bundle(List.of(new Bundle.Part(Bytes.EMPTY, Bytes.EMPTY))).encode();
    byte[] magic = bytes.clone();
    magic[0] ^= 1;

    assertThat(Bundle.decode(magic)).isEmpty();
    assertThat(Bundle.decode(new Bundle(List.of()).encode())).as("no runs").isEmpty();
    for (int count : new int[] {-1, 2, Bundle.MOST_RUNS + 1, Integer.MAX_VALUE}) {
      assertThat(Bundle.decode(ByteBuffer.wrap(bytes.clone()).putInt(4, count).array()))
          .as("%d runs", count)
          .isEmpty();
    }
    for (int length : new int[] {-1, 5, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      assertThat(Bundle.decode(ByteBuffer.wrap(bytes.clone()).putInt(8, length).array()))
          .as("length %d", length)
          .isEmpty();
    }
  }

  @Test
  void longerThanTheLimitIsNotRead() {
    byte[] proof = new byte[Bundle.MOST_BYTES];
    byte[] bytes = new Bundle(List.of(new Bundle.Part(Bytes.EMPTY, Bytes.of(proof)))).encode();

    assertThat(Bundle.decode(bytes)).isEmpty();
  }
}
