package network.akashi.zkvm.exec;

import java.io.ByteArrayOutputStream;
import network.akashi.zkvm.isa.Code;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.MemoryMap;
import network.akashi.zkvm.program.Program;
import org.jspecify.annotations.Nullable;

/** The state of a run, which engines advance. Not thread-safe. */
final class Machine {
  static final int A0 = 10;
  static final int A4 = 14;
  static final int A7 = 17;

  final Program program;
  final Code code;
  final Memory memory;

  /** x0 to x31, and one more that stands for x0 as a destination ({@link Code#DISCARD}). */
  final long[] x = new long[Code.DISCARD + 1];

  final long[] opCounts = new long[Op.all().size()];
  final long[] callCounts = new long[EnvironmentCall.values().length];
  final ByteArrayOutputStream output = new ByteArrayOutputStream();
  final ByteArrayOutputStream log = new ByteArrayOutputStream();

  long pc;
  long cycles;

  /** How many more instructions translated code may carry out before it must ask. */
  int budget;

  /** What carries out calls for translated code. */
  final Accelerators accelerators;

  /** How often each translated block ran. */
  long[] blockCounts = new long[0];

  /** Index of the instruction that translated code broke off at, if it did. */
  int interrupted = CompiledRegion.NOTHING;

  @Nullable Outcome outcome;

  /** Who is told of marks, if anybody is. */
  @Nullable Profile profile;

  Machine(Program program, byte[] input) {
    this.program = program;
    this.code = program.code();
    this.memory = new Memory(program.image(), input);
    this.accelerators = new Accelerators(memory, callCounts);
    this.pc = program.image().entry();
  }

  void trap(Trap trap) {
    outcome = new Outcome.Trapped(trap);
  }

  /** The index of the instruction at {@code target}, or −1 after stopping with a trap. */
  int jump(long from, long target) {
    if ((target & 3) != 0) {
      trap(new Trap.MisalignedJump(from, target));
      return -1;
    }
    int index = code.index(target);
    if (index < 0) {
      trap(new Trap.JumpOutsideCode(from, target));
    }
    return index;
  }

  Counts counts() {
    return new Counts(opCounts, callCounts);
  }

  byte[] outputDigest() {
    return memory.copy(MemoryMap.PUBLIC_PAGE_START, Sha256.DIGEST_BYTES);
  }
}
