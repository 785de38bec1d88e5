package network.akashi.rollup.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.zip.Adler32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import network.akashi.chain.Bytes;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class StrictInflaterTest {
  private static final int LIMIT = 1 << 20;

  @Test
  void inflatesWhatTheLibraryDeflates() {
    ForAll.cases(
        300,
        random -> {
          byte[] data = data(random);
          int level = random.nextInt(-1, 10);
          int strategy = random.nextInt(3);
          Bytes stream = Bytes.of(deflate(data, level, strategy, random.nextBoolean()));
          assertThat(StrictInflater.inflate(stream, LIMIT)).contains(Bytes.of(data));
          assertThat(StrictInflater.inflate(stream, data.length)).contains(Bytes.of(data));
          if (data.length > 0) {
            assertThat(StrictInflater.inflate(stream, data.length - 1)).isEmpty();
          }
        });
  }

  /** What is taken here is taken by the library too, and means the same; not the other way. */
  @Test
  void takesNothingThatTheLibraryRefuses() {
    ForAll.cases(
        3000,
        random -> {
          byte[] stream = deflate(data(random), random.nextInt(-1, 10), 0, random.nextBoolean());
          for (int i = random.nextInt(3); i >= 0; i--) {
            stream[random.nextInt(stream.length)] ^= (byte) (1 << random.nextInt(8));
          }
          if (random.nextInt(4) == 0) {
            stream = Arrays.copyOf(stream, random.nextInt(stream.length + 4));
          }
          var inflated = StrictInflater.inflate(Bytes.of(stream), LIMIT);
          if (inflated.isPresent()) {
            assertThat(library(stream)).isEqualTo(inflated.get().toArray());
          }
        });
  }

  @Test
  void refusesEachBreachOfTheHeader() {
    byte[] good = deflate(new byte[] {1, 2, 3}, 9, 0, false);
    assertTaken(good);
    assertRefused(header(good, 0x77)); // CM 7
    assertRefused(header(good, 0x88)); // CINFO 8
    assertRefused(with(good, 1, good[1] ^ 1)); // check bits
    byte[] dictionary = header(good, 0x78);
    dictionary[1] = 0x20;
    dictionary[1] += (byte) (31 - (0x78 * 256 + dictionary[1]) % 31);
    assertRefused(dictionary);
    assertRefused(Arrays.copyOf(good, good.length + 1));
    assertRefused(Arrays.copyOf(good, good.length - 1));
    assertRefused(with(good, good.length - 1, good[good.length - 1] ^ 1)); // Adler-32
    assertRefused(new byte[5]);
    assertRefused(new byte[0]);
  }

  @Test
  void judgesBlocksBitByBit() {
    // A fixed block: end of block is seven zeros.
    assertTaken(stream("1 10 0000000", new byte[0]));
    assertRefused(stream("0 10 0000000", new byte[0])); // no last block
    assertRefused(stream("1 11", new byte[0])); // type 3
    assertRefused(stream("1 10 11000110 0000000", new byte[0])); // symbol 286
    // Literal 0, then length 3 at distance 1, 2, 31.
    byte[] four = new byte[4];
    assertTaken(stream("1 10 00110000 0000001 00000 0000000", four));
    assertRefused(stream("1 10 00110000 0000001 00001 0000000", four)); // before the beginning
    assertRefused(stream("1 10 00110000 0000001 11110 0000000", four)); // distance symbol 30
    // Padding may be anything.
    assertTaken(stream("1 10 0000000 111111", new byte[0]));
    // A stored block of one byte: type 0, padding, LEN, NLEN.
    String one = "1000 0000 0000 0000 ";
    assertTaken(stream("1 00 10101 " + one + invert(one) + " 10000000", new byte[] {1}));
    assertRefused(stream("1 00 00000 " + one + one + " 10000000", new byte[] {1}));
    // A byte between the last block and the sum.
    assertRefused(stream("1 10 0000000 000000 00000000", new byte[0]));
  }

  @Test
  void judgesDynamicCodes() {
    // Code lengths: symbols 18 (zeros) and 1, one bit each; order 16 17 18 0 8 7 9 6 10 5 11 4 12 3
    // 13 2 14 1.
    String order = "000 000 100 000 000 000 000 000 000 000 000 000 000 000 000 000 000 100 ";
    String header = "1 01 00000 00000 0111 " + order; // 257 literals, 1 distance, 18 lengths
    String zeros = "1 1111111 1 0101011 "; // 138 and 117 zeros: symbols 0 to 254
    // Symbols 255 and 256 of length 1; no distance: 18 cannot give a single zero, so use length 1.
    assertTaken(stream(header + zeros + "0 0 0 " + "1", new byte[0]));
    // One code of length 1 for literals only: incomplete.
    String more = "1 1111111 1 1101011 "; // 138 and 118 zeros: symbols 0 to 255
    assertRefused(stream(header + more + "0 0 " + "0", new byte[0]));
    // 286 and 287 literals, 30 and 31 distances: 29 and 30 zeros more.
    String some = zeros + "0 0 ";
    byte[] none = new byte[0];
    assertTaken(stream("1 01 10111 00000 0111 " + order + some + "1 0100100 0 1", none));
    assertRefused(stream("1 01 01111 00000 0111 " + order + some + "1 1100100 0 1", none));
    assertTaken(stream("1 01 00000 10111 0111 " + order + some + "0 1 0100100 1", none));
    assertRefused(stream("1 01 00000 01111 0111 " + order + some + "0 1 1100100 1", none));
    // A code of code lengths with one code of one bit: incomplete.
    String lonely = order.substring(0, order.length() - 4) + "000 ";
    assertRefused(stream("1 01 00000 00000 0111 " + lonely + zeros + "0 0 0", new byte[0]));
    // The first length repeats the one before it: symbol 16.
    String repeating = "100 000 100 " + "000 ".repeat(15);
    assertRefused(stream("1 01 00000 00000 0111 " + repeating + "0 00 0 00", none));
    // Lengths 0 (by 18), 1 and 2: one distance code of one bit, one of two.
    String three = "000 000 100 " + "000 ".repeat(12) + "010 000 010 ";
    String literals = "0 1111111 0 0101011 10 10 ";
    assertTaken(stream("1 01 00000 00000 0111 " + three + literals + "10 1", none));
    assertRefused(stream("1 01 00000 00000 0111 " + three + literals + "11 1", none));
    // More lengths than codes.
    assertRefused(stream(header + zeros + "1 1111111", new byte[0]));
  }

  private static byte[] data(RandomGenerator random) {
    byte[] data = new byte[random.nextInt(1 << (1 + random.nextInt(14)))];
    int alphabet = 1 + random.nextInt(256);
    for (int i = 0; i < data.length; i++) {
      data[i] =
          i > 300 && random.nextInt(20) > 0
              ? data[i - 1 - random.nextInt(300)]
              : (byte) random.nextInt(alphabet);
    }
    return data;
  }

  private static byte[] deflate(byte[] data, int level, int strategy, boolean flush) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Deflater deflater = new Deflater(level)) {
      deflater.setStrategy(strategy);
      byte[] buffer = new byte[1 << 16];
      deflater.setInput(data);
      if (flush) {
        // Blocks end early, and an empty stored one follows.
        out.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH));
      }
      deflater.finish();
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    return out.toByteArray();
  }

  private static byte[] library(byte[] stream) throws DataFormatException {
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(stream);
      byte[] output = new byte[LIMIT];
      int size = inflater.inflate(output);
      assertThat(inflater.finished()).isTrue();
      assertThat(inflater.getRemaining()).isZero();
      return Arrays.copyOf(output, size);
    }
  }

  /** A stream of these bits, in the order in which they are read, with the sum of {@code data}. */
  private static byte[] stream(String bits, byte[] data) {
    String packed = bits.replace(" ", "");
    byte[] stream = new byte[2 + (packed.length() + 7) / 8 + 4];
    stream[0] = 0x78;
    stream[1] = (byte) 0x9c;
    for (int i = 0; i < packed.length(); i++) {
      stream[2 + i / 8] |= (byte) ((packed.charAt(i) - '0') << (i % 8));
    }
    Adler32 sum = new Adler32();
    sum.update(data);
    for (int i = 0; i < 4; i++) {
      stream[stream.length - 4 + i] = (byte) (sum.getValue() >> (24 - 8 * i));
    }
    return stream;
  }

  private static String invert(String bits) {
    return bits.replace('0', 'x').replace('1', '0').replace('x', '1');
  }

  private static byte[] with(byte[] stream, int at, int value) {
    byte[] changed = stream.clone();
    changed[at] = (byte) value;
    return changed;
  }

  /** With that first byte, and check bits that fit. */
  private static byte[] header(byte[] stream, int cmf) {
    byte[] changed = with(stream, 0, cmf);
    changed[1] = (byte) ((31 - cmf * 256 % 31) % 31);
    return changed;
  }

  private static void assertTaken(byte[] stream) {
    assertThat(StrictInflater.inflate(Bytes.of(stream), LIMIT)).isPresent();
  }

  private static void assertRefused(byte[] stream) {
    assertThat(StrictInflater.inflate(Bytes.of(stream), LIMIT)).isEmpty();
  }
}
