package network.akashi.rollup.batch;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Adler32;
import network.akashi.chain.Bytes;

/**
 * Inflates zlib streams (RFC 1950 and 1951), and takes strict ones only: what is left open there,
 * or what libraries disagree about, is settled in {@code docs/rollup.md}. A library would not do,
 * because a node and the guest have to agree on each stream that anybody posts.
 */
public final class StrictInflater {
  private static final int[] LENGTH_BASE = {
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258
  };
  private static final int[] LENGTH_BITS = {
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
  };
  private static final int[] DISTANCE_BASE = {
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577
  };
  private static final int[] LENGTH_ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };
  private static final int END_OF_BLOCK = 256;
  private static final int MAX_LITERALS = 286;
  private static final int MAX_DISTANCES = 30;
  private static final int TRAILER = 4;

  private final byte[] stream;
  private final BitReader bits;
  private final int limit;
  private byte[] output = new byte[1 << 12];
  private int size;

  private StrictInflater(byte[] stream, int limit) {
    this.stream = stream;
    this.bits = new BitReader(stream, 2, stream.length - TRAILER);
    this.limit = limit;
  }

  /**
   * What {@code stream} inflates to.
   *
   * @param limit most bytes
   * @return empty if the stream is not strict, or inflates to more
   */
  public static Optional<Bytes> inflate(Bytes stream, int limit) {
    try {
      return Optional.of(new StrictInflater(stream.toArray(), limit).run());
    } catch (InflateException e) {
      return Optional.empty();
    }
  }

  private Bytes run() {
    checkHeader();
    boolean last;
    do {
      last = bits.bit() == 1;
      switch (bits.bits(2)) {
        case 0 -> stored();
        case 1 -> fixed();
        case 2 -> dynamic();
        default -> throw new InflateException("a block of no known type");
      }
    } while (!last);
    bits.align();
    if (bits.position() != stream.length - TRAILER) {
      throw new InflateException("something after the last block");
    }
    checkSum();
    return Bytes.of(Arrays.copyOf(output, size));
  }

  private void checkHeader() {
    if (stream.length < 2 + TRAILER) {
      throw new InflateException("too short");
    }
    int cmf = stream[0] & 0xff;
    int flags = stream[1] & 0xff;
    boolean isDeflate = (cmf & 0xf) == 8 && cmf >> 4 <= 7;
    if (!isDeflate || (cmf * 256 + flags) % 31 != 0 || (flags & 0x20) != 0) {
      throw new InflateException("not a zlib header without dictionary");
    }
  }

  private void checkSum() {
    Adler32 sum = new Adler32();
    sum.update(output, 0, size);
    long stated = 0;
    for (int i = stream.length - TRAILER; i < stream.length; i++) {
      stated = (stated << 8) | (stream[i] & 0xff);
    }
    if (sum.getValue() != stated) {
      throw new InflateException("wrong checksum");
    }
  }

  private void stored() {
    bits.align();
    int length = bits.bits(16);
    if ((bits.bits(16) ^ 0xffff) != length) {
      throw new InflateException("the length of a stored block differs from its complement");
    }
    for (int i = 0; i < length; i++) {
      write(bits.bits(8));
    }
  }

  private void fixed() {
    int[] lengths = new int[288];
    Arrays.fill(lengths, 0, 144, 8);
    Arrays.fill(lengths, 144, 256, 9);
    Arrays.fill(lengths, 256, 280, 7);
    Arrays.fill(lengths, 280, 288, 8);
    int[] distances = new int[32];
    Arrays.fill(distances, 5);
    compressed(Huffman.complete(lengths, 0, 288), Huffman.complete(distances, 0, 32));
  }

  private void dynamic() {
    int literals = bits.bits(5) + 257;
    int distances = bits.bits(5) + 1;
    int codes = bits.bits(4) + 4;
    if (literals > MAX_LITERALS || distances > MAX_DISTANCES) {
      throw new InflateException("more codes than there are symbols");
    }
    int[] lengths = new int[LENGTH_ORDER.length];
    for (int i = 0; i < codes; i++) {
      lengths[LENGTH_ORDER[i]] = bits.bits(3);
    }
    Huffman code = Huffman.complete(lengths, 0, lengths.length);
    int[] all = codeLengths(code, literals + distances);
    compressed(
        Huffman.complete(all, 0, literals),
        Huffman.ofDistances(all, literals, literals + distances));
  }

  private int[] codeLengths(Huffman code, int count) {
    int[] lengths = new int[count];
    int at = 0;
    while (at < count) {
      int symbol = code.next(bits);
      if (symbol < 16) {
        lengths[at++] = symbol;
        continue;
      }
      if (symbol == 16 && at == 0) {
        throw new InflateException("the first length repeats the one before it");
      }
      int length = symbol == 16 ? lengths[at - 1] : 0;
      int times =
          switch (symbol) {
            case 16 -> 3 + bits.bits(2);
            case 17 -> 3 + bits.bits(3);
            default -> 11 + bits.bits(7);
          };
      if (times > count - at) {
        throw new InflateException("more lengths than codes");
      }
      Arrays.fill(lengths, at, at + times, length);
      at += times;
    }
    return lengths;
  }

  private void compressed(Huffman literals, Huffman distances) {
    int symbol = literals.next(bits);
    while (symbol != END_OF_BLOCK) {
      if (symbol < END_OF_BLOCK) {
        write(symbol);
      } else {
        copy(symbol - END_OF_BLOCK - 1, distances);
      }
      symbol = literals.next(bits);
    }
  }

  private void copy(int lengthSymbol, Huffman distances) {
    if (lengthSymbol >= LENGTH_BASE.length) {
      throw new InflateException("a length that stands for nothing");
    }
    int length = LENGTH_BASE[lengthSymbol] + bits.bits(LENGTH_BITS[lengthSymbol]);
    int symbol = distances.next(bits);
    if (symbol >= DISTANCE_BASE.length) {
      throw new InflateException("a distance that stands for nothing");
    }
    int distance = DISTANCE_BASE[symbol] + bits.bits(Math.max(0, symbol / 2 - 1));
    if (distance > size) {
      throw new InflateException("a copy from before the beginning");
    }
    for (int i = 0; i < length; i++) {
      write(output[size - distance]);
    }
  }

  private void write(int value) {
    if (size == limit) {
      throw new InflateException("longer than allowed");
    }
    if (size == output.length) {
      output = Arrays.copyOf(output, 2 * size);
    }
    output[size++] = (byte) value;
  }
}
