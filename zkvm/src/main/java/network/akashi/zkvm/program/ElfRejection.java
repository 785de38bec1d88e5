package network.akashi.zkvm.program;

/**
 * Why a file was not loaded.
 *
 * @param reason one of a closed list, for programs
 * @param message what is wrong, where, and what to do, for people
 */
public record ElfRejection(Reason reason, String message) {
  /** The closed list. */
  public enum Reason {
    TOO_LARGE,
    TRUNCATED_HEADER,
    BAD_MAGIC,
    NOT_64_BIT,
    NOT_LITTLE_ENDIAN,
    UNKNOWN_VERSION,
    NOT_RISCV,
    NOT_AN_EXECUTABLE,
    BAD_PROGRAM_HEADER_TABLE,
    TOO_MANY_PROGRAM_HEADERS,
    DYNAMICALLY_LINKED,
    SEGMENT_OUTSIDE_FILE,
    SEGMENT_SHRINKS,
    SEGMENT_OUT_OF_RANGE,
    SEGMENTS_OVERLAP,
    SEGMENT_NOT_READABLE,
    CODE_MISALIGNED,
    CODE_TOO_LARGE,
    NO_CODE,
    ENTRY_MISALIGNED,
    ENTRY_OUTSIDE_CODE
  }
}
