package network.akashi.zkvm.chip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SortedMap;
import java.util.TreeMap;
import network.akashi.zkvm.exec.Sha256;
import network.akashi.zkvm.program.Program;
import network.akashi.zkvm.program.Segment;

/** What a program fixes before any run: its code, its regions, and the words of its image. */
final class ProgramTables {
  private final Rom rom;
  private final Spaces spaces;
  private final SortedMap<Integer, Long> image;

  ProgramTables(Program program) {
    this(new Rom(program.code()), Spaces.of(program.image()), image(program));
  }

  private ProgramTables(Rom rom, Spaces spaces, SortedMap<Integer, Long> image) {
    this.rom = rom;
    this.spaces = spaces;
    this.image = image;
  }

  /** Those of no program: no code, no memory. */
  static ProgramTables none() {
    return new ProgramTables(Rom.none(), Spaces.none(), new TreeMap<>());
  }

  Rom rom() {
    return rom;
  }

  Spaces spaces() {
    return spaces;
  }

  /** The words that hold something else than zero at first, the output digest's among them. */
  SortedMap<Integer, Long> image() {
    return image;
  }

  private static SortedMap<Integer, Long> image(Program program) {
    TreeMap<Integer, Long> words = new TreeMap<>();
    for (Segment segment : program.image().segments()) {
      byte[] bytes = segment.bytes();
      for (int i = 0; i < bytes.length; i++) {
        long address = segment.address() + i;
        long part = (bytes[i] & 0xffL) << (8 * (address & 7));
        words.merge((int) (address >>> 3), part, (a, b) -> a | b);
      }
    }
    words.values().removeIf(value -> value == 0);
    ByteBuffer digest = ByteBuffer.wrap(Sha256.digest(new byte[0])).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < OutputDigest.WORDS; i++) {
      words.put(OutputDigest.FIRST_WORD + i, digest.getLong());
    }
    return words;
  }
}
