package network.akashi.zkvm.chip;

import network.akashi.zkvm.exec.Trace;
import network.akashi.zkvm.isa.Op;

/**
 * One instruction of a trace, as its chip sees it. Accesses must be noted in the order of their
 * slots, each once; noting one tells when the word was last accessed.
 */
final class Step {
  private final Trace trace;
  private final Rom rom;
  private final Timeline timeline;
  private final Spaces spaces;
  private int row;

  Step(Trace trace, Rom rom, Timeline timeline, Spaces spaces) {
    this.trace = trace;
    this.rom = rom;
    this.timeline = timeline;
    this.spaces = spaces;
  }

  /** Goes to the instruction in row {@code row} of the trace. */
  void moveTo(int row) {
    this.row = row;
  }

  Op op() {
    return rom.op(trace.instruction(row));
  }

  RomRow rom() {
    return rom.row(trace.instruction(row));
  }

  /** When the instruction begins. */
  int time() {
    return Slots.COUNT * row + 1;
  }

  /** The sign-extended immediate; only for families whose operands a and b are one. */
  long immediate() {
    return rom().b() == 0 ? rom().a() : rom().a() - (long) InstructionRow.LIMB;
  }

  /** What the first source held; a7 for an environment call. */
  long first() {
    return trace.first(row);
  }

  /** What the second source held; a0 for an environment call. */
  long second() {
    return trace.second(row);
  }

  /** What the destination held. */
  long before() {
    return trace.before(row);
  }

  /** What the destination holds afterwards. */
  long after() {
    return trace.after(row);
  }

  /** Whether it is a load or a store that is not aligned to its size. */
  boolean isMisaligned() {
    int size =
        switch (op()) {
          case LH, LHU, SH -> 2;
          case LW, LWU, SW -> 4;
          case LD, SD -> 8;
          default -> 1;
        };
    return size > 1 && ((first() + immediate()) & (size - 1)) != 0;
  }

  // Memory words and argument registers, in the order recorded

  int accesses() {
    return trace.firstAccess(row + 1) - trace.firstAccess(row);
  }

  /** Number of the memory word, or {@link Trace#REGISTER} and that of the register. */
  int key(int access) {
    return trace.accessKey(trace.firstAccess(row) + access);
  }

  long accessBefore(int access) {
    return trace.accessBefore(trace.firstAccess(row) + access);
  }

  long accessAfter(int access) {
    return trace.accessAfter(trace.firstAccess(row) + access);
  }

  /** 1 if the memory word of an access is read only. */
  int space(int access) {
    return spaces.of(key(access));
  }

  // Noting accesses

  /** The first source is read. */
  int readFirst() {
    return register(Slots.FIRST_SOURCE, rom().rs1(), first());
  }

  /** The second source is read. */
  int readSecond() {
    return register(Slots.SECOND_SOURCE, rom().rs2(), second());
  }

  /** The destination is written. */
  int write() {
    return register(Slots.DESTINATION, rom().rd(), before(), after());
  }

  /** Register {@code number}, which holds {@code value}, is read. */
  int register(int slot, int number, long value) {
    return register(slot, number, value, value);
  }

  /** Register {@code number} is accessed. */
  int register(int slot, int number, long before, long after) {
    return timeline.touchRegister(number, time() + slot, before, after);
  }

  /** The memory word of access {@code access} is accessed. */
  int memory(int slot, int access) {
    int word = key(access);
    return timeline.touchMemory(
        spaces.of(word), word, time() + slot, accessBefore(access), accessAfter(access));
  }
}
