package network.akashi.zkvm.program;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import network.akashi.zkvm.isa.Code;

/** A program ready to run: its initial state and its decoded code. Immutable. */
public final class Program {
  private final ProgramImage image;
  private final Code code;

  private Program(ProgramImage image, Code code) {
    this.image = image;
    this.code = code;
  }

  /**
   * Loads a static RV64IM executable.
   *
   * @param elf the bytes of the ELF file
   * @throws InvalidElfException naming what is wrong with it; {@link ElfLoader#load} returns the
   *     same as a value
   */
  public static Program fromElf(byte[] elf) {
    return switch (ElfLoader.load(elf)) {
      case ElfLoader.Result.Loaded(Program program) -> program;
      case ElfLoader.Result.Rejected(ElfRejection rejection) ->
          throw new InvalidElfException(rejection);
    };
  }

  /** The program that starts as {@code image} says, which the loader has checked. */
  static Program of(ProgramImage image) {
    return new Program(image, decode(image));
  }

  public ProgramImage image() {
    return image;
  }

  public Code code() {
    return code;
  }

  private static Code decode(ProgramImage image) {
    List<Segment> executable = image.segments().stream().filter(Segment::isExecutable).toList();
    long start = executable.getFirst().address();
    long end = executable.getLast().end();
    int[] words = new int[(int) ((end - start) >>> 2)];
    for (Segment segment : executable) {
      byte[] padded = new byte[(segment.initializedBytes() + 3) & ~3];
      segment.copyTo(0, padded, 0, segment.initializedBytes());
      ByteBuffer bytes = ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN);
      int at = (int) ((segment.address() - start) >>> 2);
      int whole = (int) Math.min(padded.length, segment.size()) / 4;
      for (int i = 0; i < whole; i++) {
        words[at + i] = bytes.getInt();
      }
    }
    return new Code(start, words);
  }
}
